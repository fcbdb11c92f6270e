using System.Collections.Immutable;
using NodeGc.Host.Linux;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>
/// Whether an engine is running on a data root although no daemon of it was found by name: a missing process proves
/// nothing. Two independent kinds of evidence that do not rely on names: a process has one of the engine's databases
/// open for writing, and such a database is locked. The sockets, the third kind, are tried when the engine is queried.
/// </summary>
internal static class EngineEvidence
{
    /// <summary>Evidence that an engine is running there, each as the end of a sentence; empty if there is
    /// none.</summary>
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

    /// <summary>What is not readable becomes a doubt when the directory is read.</summary>
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
