using System.Text.Json;
using NodeGc.Host.Linux;

namespace NodeGc.Agent.StoredPlans;

/// <summary>Reads and writes stored plans. A modified, truncated or unknown file is rejected as a whole.</summary>
internal static class StoredPlanFile
{
    private const int MaxFileBytes = 256 * 1024 * 1024;

    /// <exception cref="AgentException">The file is missing, damaged, changed, or of another version.</exception>
    public static StoredPlan Read(string path)
    {
        var plan = Parse(path);
        if (plan.Version != StoredPlan.CurrentVersion)
            throw Refused(path, $"version {plan.Version} is not supported (expected {StoredPlan.CurrentVersion})");
        if (!plan.IsIntact())
            throw Refused(path, $"its digest {plan.Digest} does not match its content, so it was modified");
        if (plan.Stores.SelectMany(store => store.Items).FirstOrDefault(item => !item.IsInside) is { } stranger)
            throw Refused(path, $"{stranger.Name} is outside the data root");
        return plan;
    }

    /// <summary>Replaces the file in one step; only its owner may read it.</summary>
    /// <exception cref="AgentException">It cannot be written.</exception>
    public static void Write(string path, StoredPlan plan)
    {
        try
        {
            AtomicFile.Replace(path, StoredPlanJson.Write(plan), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentException($"Cannot write the plan to {path}: {e.Message}", e);
        }
    }

    private static StoredPlan Parse(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxFileBytes })
                throw Refused(path, "the file is too large");
            var plan = StoredPlanJson.Read(File.ReadAllBytes(path));
            return plan is { Stores.IsDefault: false } && plan.Stores.All(IsWhole)
                ? plan
                : throw Refused(path, "required fields are missing");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            var place = e is JsonException { LineNumber: { } line, Path: var field }
                ? $" (line {line + 1} {field})"
                : "";
            throw Refused(path, $"it is not a plan, or has unknown fields{place}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, e.Message.TrimEnd('.'), e);
        }
    }

    private static bool IsWhole(StoredPlanStore store) =>
        store is { DataRoot: not null, Items.IsDefault: false }
        && store.Items.All(item => item is { Name: not null, Path: not null, Reason: not null })
        && store.Items.DistinctBy(item => (item.Kind, item.Name)).Count() == store.Items.Length;

    private static AgentException Refused(string path, string why, Exception? cause = null)
    {
        var message = $"Invalid plan file {path}: {why}. Nothing was removed. Create a new plan.";
        return cause is null ? new AgentException(message) : new AgentException(message, cause);
    }
}
