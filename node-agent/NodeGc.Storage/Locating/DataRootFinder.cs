using System.Collections.Immutable;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Layout;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Locating;

/// <summary>
/// Finds the data roots of this host: the one that was named; else those of the running daemons; else the one in the configuration file, else the
/// default. Two paths are the same data root only if device and inode agree.
/// </summary>
public static class DataRootFinder
{
    /// <summary>Looks for data roots. Running daemons are always looked for, to know who uses the store.</summary>
    public static DataRootAnswer Find(DataRootQuery query)
    {
        try
        {
            var finder = new DaemonFinder(query.ProcRoot);
            var daemons = finder.List();
            return new DataRootAnswer.Found((query.DataRoot, daemons) switch
            {
                ({ } named, _) => [Named(finder, Resolve(named), daemons, query)],
                (null, []) => [Named(finder, Resolve(WithoutDaemon(query)), daemons, query)],
                _ => [.. daemons.Select(daemon => Running(finder, daemon))],
            });
        }
        catch (LocatingException failed)
        {
            return failed.ToAnswer();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            var subject = (refused as LinuxException)?.Path ?? query.DataRoot ?? query.ProcRoot;
            return new DataRootAnswer.Failed(LocatingFailure.Unreadable, subject, $"It cannot be read: {refused.Message.TrimEnd('.')}. Run as root.");
        }
    }

    /// <summary>The daemon that uses the data root at this moment; null while none does.</summary>
    /// <exception cref="LocatingException">A daemon runs whose data root cannot be told.</exception>
    internal static DaemonProcess? FindDaemon(string procRoot, StoreLocation location)
    {
        var finder = new DaemonFinder(procRoot);
        return finder.List().FirstOrDefault(daemon => DirectoryIdentity.Find(finder.Outside(daemon)) == (location.Device, location.Inode));
    }

    /// <summary>All daemons that run.</summary>
    /// <exception cref="LocatingException">One runs whose data root cannot be told.</exception>
    internal static ImmutableArray<DaemonProcess> ListDaemons(string procRoot) => new DaemonFinder(procRoot).List();

    /// <summary>A path of a daemon as we see it.</summary>
    internal static string Outside(string procRoot, DaemonProcess daemon, string path)
    {
        var root = new RootedPath(new ProcessFiles(procRoot).Root(daemon.Pid));
        return root.Outside(root.Resolve(path));
    }

    private static string Resolve(string path) => new RootedPath("").Resolve(Path.GetFullPath(path));

    private static string WithoutDaemon(DataRootQuery query) => DaemonConfiguration.Read(query.ConfigFile).DataRoot ?? query.DefaultDataRoot;

    /// <summary>A daemon with a user-namespace root of its own below the one named uses that one.</summary>
    private static StoreLocation Named(DaemonFinder finder, string path, ImmutableArray<DaemonProcess> daemons, DataRootQuery query)
    {
        var identity = DirectoryIdentity.Find(path) ?? throw Missing(path);
        foreach (var daemon in daemons)
        {
            if (DirectoryIdentity.Find(finder.Outside(daemon)) is not { } used) continue;
            if (used == identity) return At(path, daemon);
            var below = Path.GetFileName(daemon.DataRoot);
            if (KnownNames.IsUserNamespaceRoot(below) && DirectoryIdentity.Find($"{path}/{below}") == used) return At($"{path}/{below}", daemon);
        }
        return Told(At(WithoutUserNamespace(path), daemon: null), identity, query);
    }

    /// <summary>What the engine of this data root would be told at its next start; nothing where the configuration is that of another one, or broken.</summary>
    private static StoreLocation Told(StoreLocation location, (ulong Device, ulong Inode) configured, DataRootQuery query)
    {
        try
        {
            var settings = DaemonConfiguration.Read(query.ConfigFile);
            return DirectoryIdentity.Find(Resolve(settings.DataRoot ?? query.DefaultDataRoot)) == configured
                ? location with { ToldDriver = settings.StorageDriver, ToldContainerd = settings.UsesContainerd }
                : location;
        }
        catch (LocatingException)
        {
            return location;
        }
    }

    /// <summary>Without a daemon to ask: where the folder itself was never used, the only user-namespace root below it is meant.</summary>
    private static string WithoutUserNamespace(string path)
    {
        if (IsStore(path)) return path;
        return UserNamespaceRoot.All(path) switch
        {
            [var only] => $"{path}/{only}",
            [] => throw new LocatingException(LocatingFailure.NotDocker, path,
                "No engine has stored anything there: neither images, containers nor volumes. Name the data root that 'docker info' shows."),
            var several => throw new LocatingException(LocatingFailure.Ambiguous, path,
                $"It holds several data roots for user namespaces ({string.Join(", ", several)}). Name one of them."),
        };
    }

    private static bool IsStore(string path) =>
        Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).Any(name => name is "image" or "containers" or "volumes" or "buildkit" or "graph" || DriverNames.All.Contains(name!));

    /// <summary>The daemon's own path where we see the same directory there, else the way through its root directory.</summary>
    private static StoreLocation Running(DaemonFinder finder, DaemonProcess daemon)
    {
        var outside = finder.Outside(daemon);
        var used = DirectoryIdentity.Find(outside) ?? throw Missing(outside);
        return At(DirectoryIdentity.Find(daemon.DataRoot) == used ? daemon.DataRoot : outside, daemon);
    }

    private static StoreLocation At(string path, DaemonProcess? daemon)
    {
        var identity = DirectoryIdentity.Find(path) ?? throw Missing(path);
        return new StoreLocation(path, identity.Device, identity.Inode, daemon);
    }

    private static LocatingException Missing(string path) =>
        new(LocatingFailure.NoDataRoot, path, "There is no such directory. Name the engine's data root, or start the engine once so that it makes one.");
}
