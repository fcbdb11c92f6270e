using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Scenarios beside one run programs in mount namespaces of their own, which keep copies of all mounts there are: to the kernel, and so to the agent,
/// what was unmounted meanwhile is in use until they end.</summary>
internal static class CopiedMounts
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Waits until no process has a mount of what lies at <paramref name="paths"/>, relative to the data root.</summary>
    public static void AwaitEnd(LayerStore layers, IEnumerable<string> paths)
    {
        var directories = paths.Select(path => path.StartsWith("volumes/", StringComparison.Ordinal) ? path : Path.GetFileName(path)).ToList();
        string[] names = [.. directories, .. directories.SelectMany(layers.ShortLinksTo)];
        if (names.Length == 0) return;
        Deadline.Await($"other mount namespaces to let go of {string.Join(", ", names)}", Patience, () => !Processes().Any(process => IsMounted(names, ReadMounts(process))));
    }

    private static IEnumerable<string> Processes() => Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]));

    private static bool IsMounted(string[] names, string table) => names.Any(name => table.Contains(name, StringComparison.Ordinal));

    /// <summary>Nothing for a process that ended.</summary>
    private static string ReadMounts(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "mountinfo"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
