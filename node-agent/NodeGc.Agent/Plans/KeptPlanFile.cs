using System.Text.Json;

namespace NodeGc.Agent.Plans;

/// <summary>Reads and writes a kept plan. What was changed, cut or is not understood is refused, with the reason:
/// nothing of it is carried out.</summary>
internal static class KeptPlanFile
{
    private const int LongestFile = 256 * 1024 * 1024;

    /// <exception cref="AgentException">The file is missing, damaged, changed, or of another version.</exception>
    public static KeptPlan Read(string path)
    {
        var plan = Parse(path);
        if (plan.Version != KeptPlan.CurrentVersion)
            throw Refused(path, $"it is of version {plan.Version}, and this agent reads {KeptPlan.CurrentVersion}");
        if (!plan.IsIntact())
            throw Refused(
                path,
                $"its digest {plan.Digest} does not match its content: it was changed after it was made"
            );
        if (plan.Stores.SelectMany(store => store.Items).FirstOrDefault(item => !item.IsInside) is { } stranger)
            throw Refused(path, $"{stranger.Name} names something outside the data root");
        return plan;
    }

    /// <summary>Replaces the file in one step; only its owner may read it.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public static void Write(string path, KeptPlan plan)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(path + ".new", options))
            {
                file.Write(KeptPlanJson.Write(plan));
                file.Flush(flushToDisk: true);
            }
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentException($"The plan cannot be written to {path}: {e.Message}", e);
        }
    }

    private static KeptPlan Parse(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LongestFile })
                throw Refused(path, "it is too large for a plan");
            var plan = KeptPlanJson.Read(File.ReadAllBytes(path));
            return plan is { Stores.IsDefault: false } && plan.Stores.All(IsWhole)
                ? plan
                : throw Refused(path, "parts of it are missing");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            var place = e is JsonException { LineNumber: { } line, Path: var field }
                ? $" (line {line + 1} {field})"
                : "";
            throw Refused(path, $"it is not a plan that this version understands{place}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, e.Message, e);
        }
    }

    private static bool IsWhole(KeptStore store) =>
        store is { DataRoot: not null, Items.IsDefault: false }
        && store.Items.All(item => item is { Name: not null, Path: not null, Reason: not null })
        && store.Items.DistinctBy(item => (item.Kind, item.Name)).Count() == store.Items.Length;

    private static AgentException Refused(string path, string why, Exception? cause = null)
    {
        var message = $"The plan in {path} is refused: {why}. Nothing was done; make a new one.";
        return cause is null ? new AgentException(message) : new AgentException(message, cause);
    }
}
