using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>
/// Whatever runs in a mount namespace of its own begins with copies of all mounts there are, and those of containers
/// that have ended meanwhile stay in it until it ends: to the kernel, and so to the agent, they are uses. Scenarios
/// beside one make such namespaces all the time, each start of a container among them.
/// </summary>
internal static class CopiedMounts
{
    /// <summary>Waits until no namespace has a mount below <paramref name="dataRoot"/> that this one has not.</summary>
    public static void AwaitEnd(string dataRoot) =>
        Deadline.Await($"other mount namespaces to let go of what was mounted below {dataRoot}", () =>
            !HasCopies(dataRoot)
        );

    private static bool HasCopies(string dataRoot)
    {
        // One process of each namespace speaks for all of it.
        var seen = Directory
            .EnumerateDirectories("/proc")
            .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))
            .DistinctBy(NamespaceOf)
            .SelectMany(process => PointsBelow(dataRoot, process))
            .ToHashSet();
        return seen.Count > 0 && !seen.IsSubsetOf(PointsBelow(dataRoot, "/proc/self"));
    }

    /// <summary>That of a process that ended is nobody else's.</summary>
    private static string NamespaceOf(string process)
    {
        try
        {
            return new FileInfo($"{process}/ns/mnt").LinkTarget ?? process;
        }
        catch (IOException)
        {
            return process;
        }
    }

    private static IEnumerable<string> PointsBelow(string dataRoot, string process) =>
        ReadMounts(process)
            .Split('\n')
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 4)
            .Select(fields => fields[4])
            .Where(point => point.StartsWith($"{dataRoot}/", StringComparison.Ordinal));

    /// <summary>Nothing for a process that ended.</summary>
    private static string ReadMounts(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/mountinfo");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
