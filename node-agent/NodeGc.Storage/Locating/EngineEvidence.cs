using System.Collections.Immutable;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Locating;

/// <summary>
/// Whether an engine runs on a data root where no daemon of it is seen by its name: not seeing a process proves
/// nothing. Two pieces of evidence that depend neither on each other nor on names: a process has one of the engine's
/// databases open for writing, and such a database is locked. The sockets are the third; the one who asks the engine
/// tries them.
/// </summary>
internal static class EngineEvidence
{
    /// <summary>What shows that an engine runs there, each as a sentence's end; none where nothing does.</summary>
    public static ImmutableArray<string> Find(string dataRoot, string procRoot)
    {
        var databases = Identify(dataRoot);
        if (databases.Count == 0)
            return [];
        var locks = databases.Values.Select(database => DatabaseLock.FindHolder(dataRoot, database)).OfType<string>();
        return [.. Holders(databases, procRoot), .. locks.Take(1)];
    }

    private static Dictionary<(ulong Device, ulong Inode), string> Identify(string dataRoot)
    {
        using var root = ForeignRoot.Find("/");
        var found = new Dictionary<(ulong Device, ulong Inode), string>();
        foreach (var database in EngineDatabases.All)
        {
            if (FindIdentity(root, $"{dataRoot}/{database}") is { } identity)
                found[identity] = database;
        }
        return found;
    }

    /// <summary>What may not be looked at is a doubt of the one who reads the folder.</summary>
    private static (ulong Device, ulong Inode)? FindIdentity(ForeignRoot? root, string path)
    {
        try
        {
            return root?.FindIdentity(path, FileKind.File);
        }
        catch (LinuxException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Holders(
        Dictionary<(ulong Device, ulong Inode), string> databases,
        string procRoot
    )
    {
        var processes = new ProcessFiles(procRoot);
        var open = new EngineDatabases(procRoot);
        foreach (var pid in processes.Pids())
        {
            if (open.FindHeld(pid, databases) is { } database)
                yield return $"process {pid} ({processes.FindName(pid)}) has {database} open for writing";
        }
    }
}
