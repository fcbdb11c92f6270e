using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Docker.Layout;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>
/// Finds the data roots of this host: the specified one; else those of the running daemons; else the one in the
/// configuration file, else the default. Two paths are the same data root only if device and inode match.
/// </summary>
public static class DataRootFinder
{
    private const string UnixScheme = "unix://";

    /// <summary>Finds the data roots. Running daemons are always listed, to know what uses the store.</summary>
    public static DataRootAnswer Find(DataRootQuery query)
    {
        try
        {
            var finder = new DaemonFinder(query.ProcRoot);
            var running = finder.List();
            ImmutableArray<StoreLocation> stores = query.DataRoot is { } named
                ? [Named(finder, Resolve(named, query), running, query)]
                : Unnamed(finder, running, query);
            var strange = DoubtsOf(running.Unidentified).ToImmutableArray();
            return new DataRootAnswer.Found([
                .. stores.Select(store => store with { Doubts = store.Doubts.AddRange(strange) }),
            ]);
        }
        catch (LocatingException failed)
        {
            return failed.ToAnswer();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            var subject = (refused as LinuxException)?.Path ?? query.DataRoot ?? query.ProcRoot;
            return new DataRootAnswer.Failed(
                LocatingFailure.Unreadable,
                subject,
                $"Cannot read it: {refused.Message.TrimEnd('.')}. Run as root."
            );
        }
    }

    /// <summary>The daemon that currently uses the data root, or null. As long as the one that was found there has its
    /// databases open, and so locked, no other can use it, and no other process has to be read.</summary>
    internal static DaemonProcess? FindDaemon(string procRoot, StoreLocation location)
    {
        var finder = new DaemonFinder(procRoot);
        return
            location.Daemon is { } known
            && finder.Find(known.Pid) is { IsConfirmed: true } still
            && still.IsSameAs(known)
            && IsThere(still)
            ? still
            : finder.List().Daemons.FirstOrDefault(IsThere);

        bool IsThere(DaemonProcess daemon) => daemon.Home == (location.Device, location.Inode);
    }

    /// <summary>The stores of the running engines; if there are none, the one that the next would use.</summary>
    private static ImmutableArray<StoreLocation> Unnamed(
        DaemonFinder finder,
        DaemonListing running,
        DataRootQuery query
    )
    {
        var daemons = running.InUse.Where(HasStore).ToList();
        if (daemons.Count > 0)
            return [.. daemons.Select(daemon => Running(finder, daemon))];
        if (running.Unidentified is [var stranger, ..])
            throw new LocatingException(stranger.Failure, stranger.Subject, stranger.Message);
        var (path, dispute) = WithoutDaemon(query);
        var store = Named(finder, Resolve(path, query), running, query);
        return [dispute is null ? store : store with { Doubts = [dispute] }];

        bool HasStore(DaemonProcess daemon) =>
            daemon.IsConfirmed || (daemon.Home is not null && IsStore(finder.Outside(daemon)));
    }

    /// <summary>A process with the name of an engine that cannot be identified may be any program. If its files are not
    /// readable at all, it may use any data root.</summary>
    private static IEnumerable<Doubt> DoubtsOf(ImmutableArray<UnidentifiedDaemon> strangers) =>
        from stranger in strangers
        select stranger.Failure == LocatingFailure.Hidden
            ? new Doubt(DoubtKind.KernelEvidenceMissing, DoubtScope.Everything, stranger.Subject, stranger.Message)
            : new Doubt(
                DoubtKind.EngineUnreachable,
                DoubtScope.Nothing,
                stranger.Subject,
                $"{stranger.Subject} has the name of an engine but cannot be identified as one; this data root "
                    + "does not depend on it. "
                    + stranger.Message
            );

    /// <summary>The path as this process sees it, without links; given as on the host, or as this process sees
    /// it.</summary>
    private static string Resolve(string path, DataRootQuery query)
    {
        var full = Path.GetFullPath(path);
        var rooted = new RootedPath(query.HostRoot);
        var isSeen = full.StartsWith(query.HostRoot + "/", StringComparison.Ordinal);
        return rooted.Outside(rooted.Resolve(isSeen ? full[query.HostRoot.Length..] : full));
    }

    /// <summary>Engines of different versions may read the file differently, and it is unknown which one will be
    /// started.</summary>
    private static (string DataRoot, Doubt? Dispute) WithoutDaemon(DataRootQuery query)
    {
        var configuration = ConfigurationFile.Read(Resolve(query.ConfigFile, query));
        var dataRoot = configuration.OfRunning!.DataRoot ?? query.DefaultDataRoot;
        return (dataRoot, DisputeOf(configuration, DoubtScope.Everything, query));
    }

    private static Doubt? DisputeOf(DaemonConfiguration configuration, DoubtScope scope, DataRootQuery query) =>
        configuration.Dispute is not { } dispute
            ? null
            : new Doubt(
                DoubtKind.MetadataDamaged,
                scope,
                query.ConfigFile,
                $"{dispute}, and no running engine shows which version is used. Fix the file, start the engine, "
                    + "or specify the data root with --data-root."
            );

    /// <summary>A daemon with a user-namespace root below the specified one uses that.</summary>
    private static StoreLocation Named(DaemonFinder finder, string path, DaemonListing running, DataRootQuery query)
    {
        if (DirectoryIdentity.Find(path) is not { } identity)
            throw IsWithoutStore(running, query) ? NoStore(path, "No such directory") : Missing(path);
        foreach (var daemon in running.Daemons)
        {
            if (daemon.Home is not { } used)
                continue;
            if (used == identity)
                return At(path, daemon);
            var below = Path.GetFileName(daemon.DataRoot);
            if (KnownNames.IsUserNamespaceRoot(below) && DirectoryIdentity.Find($"{path}/{below}") == used)
                return At($"{path}/{below}", daemon);
        }
        return IsEmpty(path) && IsWithoutStore(running, query)
            ? throw NoStore(path, "The directory is empty")
            : Told(At(WithoutUserNamespace(path), daemon: null), identity, query);
    }

    /// <summary>The settings of this data root's engine on its next start; empty if the configuration is for another
    /// one, or invalid.</summary>
    private static StoreLocation Told(
        StoreLocation location,
        (ulong Device, ulong Inode) configured,
        DataRootQuery query
    )
    {
        try
        {
            var configuration = ConfigurationFile.Read(Resolve(query.ConfigFile, query));
            var settings = configuration.OfRunning!;
            var sockets = settings.Hosts.Where(IsSocket).Select(host => host[UnixScheme.Length..]);
            location = location with { ConfiguredSockets = [.. sockets] };
            return DirectoryIdentity.Find(Resolve(settings.DataRoot ?? query.DefaultDataRoot, query)) == configured
                ? location with
                {
                    ConfiguredDriver = settings.StorageDriver,
                    ConfiguredContainerd = settings.UsesContainerd,
                    Doubts = DoubtsOf(configuration, query),
                }
                : location;
        }
        catch (LocatingException)
        {
            return location;
        }
    }

    /// <summary>For a specified data root only the driver is taken from the file.</summary>
    private static ImmutableArray<Doubt> DoubtsOf(DaemonConfiguration configuration, DataRootQuery query) =>
        configuration.OfRunning is not { StorageDriver: null, UsesContainerd: null }
        && DisputeOf(configuration, DoubtScope.Layers, query) is { } dispute
            ? [dispute]
            : [];

    private static bool IsSocket(string host) =>
        host.StartsWith(UnixScheme, StringComparison.Ordinal) && host.Length > UnixScheme.Length;

    /// <summary>Without a daemon: if the directory itself was never used, the only user-namespace root below it is
    /// used.</summary>
    private static string WithoutUserNamespace(string path)
    {
        if (IsStore(path))
            return path;
        return UserNamespaceRoot.All(path) switch
        {
            [var only] => $"{path}/{only}",
            [] => throw new LocatingException(
                LocatingFailure.NotDocker,
                path,
                "Not a Docker data root: it has no images, containers or volumes. Specify the data root that "
                    + "'docker info' shows."
            ),
            var several => throw new LocatingException(
                LocatingFailure.Ambiguous,
                path,
                $"It contains several data roots for user namespaces ({string.Join(", ", several)}). Specify one "
                    + "of them."
            ),
        };
    }

    private static bool IsStore(string path) =>
        Directory
            .EnumerateFileSystemEntries(path)
            .Select(Path.GetFileName)
            .Any(name =>
                name is "image" or "containers" or "volumes" or "buildkit" or "graph" || DriverNames.All.Contains(name!)
            );

    /// <summary>The daemon's own path if it is the same directory for this process, else the path through its root
    /// directory.</summary>
    private static StoreLocation Running(DaemonFinder finder, DaemonProcess daemon)
    {
        var outside = finder.Outside(daemon);
        var used = daemon.Home ?? throw Missing(outside);
        var path = DirectoryIdentity.Find(daemon.DataRoot) == used ? daemon.DataRoot : outside;
        return new StoreLocation(path, used.Device, used.Inode, daemon);
    }

    private static StoreLocation At(string path, DaemonProcess? daemon)
    {
        var identity = DirectoryIdentity.Find(path) ?? throw Missing(path);
        return new StoreLocation(path, identity.Device, identity.Inode, daemon);
    }

    private static bool IsEmpty(string path) => !Directory.EnumerateFileSystemEntries(path).Any();

    /// <summary>Whether no daemon runs but those of the other data roots. One that cannot be identified may use any
    /// data root.</summary>
    private static bool IsWithoutStore(DaemonListing running, DataRootQuery query)
    {
        var others = query.OtherDataRoots.Select(other => DirectoryIdentity.Find(Resolve(other, query))).ToHashSet();
        return running.Unidentified.IsEmpty
            && running.Daemons.All(daemon => daemon.Home is { } home && others.Contains(home));
    }

    private static LocatingException NoStore(string path, string finding) =>
        new(
            LocatingFailure.NoStore,
            path,
            $"{finding}, and no Docker daemon is running that could use it. Specify the engine's data root, or start "
                + "the engine once to create it."
        );

    private static LocatingException Missing(string path) =>
        new(
            LocatingFailure.NoDataRoot,
            path,
            "No such directory. Specify the engine's data root, or start the engine once to create it."
        );
}
