using System.Collections.Frozen;
using System.Collections.Immutable;

namespace NodeGc.Storage.Locating;

/// <summary>Finds the daemons among the processes and works out what each was told, through its own root directory.</summary>
internal sealed class DaemonFinder(string procRoot)
{
    private const string DefaultConfigFile = "/etc/docker/daemon.json";
    private const string UnixScheme = "unix://";

    private static readonly FrozenSet<string> Programs = FrozenSet.ToFrozenSet(
        ["dockerd", "docker", "docker.io", "dockerd-current", "docker-current", "dockerd-ce", "balenad", "balena-engine-daemon", "balena-engine-d"]);

    /// <summary>Programs that are also the client.</summary>
    private static readonly FrozenSet<string> Clients = FrozenSet.ToFrozenSet(["docker", "docker.io", "docker-current"]);

    private readonly ProcessFiles processes = new(procRoot);

    /// <summary>All running daemons, the oldest first. A daemon that is just starting a child may appear twice for an instant: of those with one
    /// data root the oldest counts.</summary>
    /// <exception cref="LocatingException">One runs whose data root cannot be told.</exception>
    public ImmutableArray<DaemonProcess> List() =>
        [.. processes.Pids().Where(IsDaemon).Select(FindDaemon).OfType<DaemonProcess>().OrderBy(daemon => daemon.StartTicks).DistinctBy(Identity)];

    /// <summary>The daemon's data root as we see it; resolved within the daemon's own root directory.</summary>
    public string Outside(DaemonProcess daemon) => processes.Root(daemon.Pid) + daemon.DataRoot;

    private (ulong Device, ulong Inode, string Path) Identity(DaemonProcess daemon) =>
        DirectoryIdentity.Find(Outside(daemon)) is { } identity ? (identity.Device, identity.Inode, "") : (0, 0, daemon.DataRoot);

    /// <summary>A daemon starts itself under other names for small jobs, such as docker-untar: by its program alone it is no daemon.</summary>
    private bool IsDaemon(int pid)
    {
        var name = processes.FindName(pid);
        if ((name is null || !Programs.Contains(name)) && !Programs.Contains(processes.FindProgram(pid) ?? "")) return false;
        var arguments = processes.Arguments(pid);
        var called = name is not null && Programs.Contains(name) ? name : Path.GetFileName(arguments[0]);
        if (arguments[0].Length == 0 || !Programs.Contains(called)) return false;
        return !Clients.Contains(called) || DaemonCommandLine.IsDaemon(arguments);
    }

    /// <summary>Null where it has ended: what was read of a process that ends meanwhile means nothing.</summary>
    private DaemonProcess? FindDaemon(int pid)
    {
        if (processes.FindStart(pid) is not { } ticks) return null;
        try
        {
            var daemon = Read(pid, ticks);
            return processes.FindStart(pid) == ticks ? daemon : null;
        }
        catch (LocatingException) when (processes.FindStart(pid) != ticks || processes.IsEnding(pid))
        {
            return null;
        }
    }

    private DaemonProcess Read(int pid, ulong ticks)
    {
        var root = new RootedPath(processes.Root(pid));
        if (!Directory.Exists(root.Outside("/")))
            throw new LocatingException(LocatingFailure.Unreadable, $"{procRoot}/{pid}/root", "A daemon runs whose root directory cannot be read. Run as root with the capability SYS_PTRACE.");
        var settings = Settings(pid, root);
        var dataRoot = root.Resolve(settings.DataRoot ?? DefaultRoot(pid, settings));
        return new DaemonProcess(pid, ticks, processes.StartTime(ticks))
        {
            DataRoot = settings.UserNamespaceRemap is { Length: > 0 } remap ? new UserNamespaceRoot(root).Get(dataRoot, remap) : dataRoot,
            StorageDriver = settings.StorageDriver ?? processes.FindVariable(pid, "DOCKER_DRIVER"),
            UsesContainerd = settings.UsesContainerd,
            Containerd = settings.Containerd,
            ExecRoot = settings.ExecRoot ?? "/var/run/docker",
            PidFile = settings.PidFile ?? "/var/run/docker.pid",
            Sockets = [.. Sockets(settings.Hosts, DefaultSocket(pid, settings)).Select(path => root.Outside(root.Resolve(path))).Distinct()],
        };
    }

    private DaemonSettings Settings(int pid, RootedPath root)
    {
        var told = DaemonCommandLine.Parse(processes.Arguments(pid));
        var file = told.ConfigFile ?? DefaultConfiguration(pid, told);
        return told.Or(DaemonConfiguration.Read(root.Outside(root.Resolve(file))));
    }

    private string DefaultConfiguration(int pid, DaemonSettings told)
    {
        if (!told.IsRootless) return DefaultConfigFile;
        return $"{processes.FindVariable(pid, "XDG_CONFIG_HOME") ?? processes.FindVariable(pid, "HOME") + "/.config"}/docker/daemon.json";
    }

    private string DefaultRoot(int pid, DaemonSettings settings)
    {
        if (!settings.IsRootless) return new DataRootQuery().DefaultDataRoot;
        return $"{processes.FindVariable(pid, "XDG_DATA_HOME") ?? processes.FindVariable(pid, "HOME") + "/.local/share"}/docker";
    }

    private string DefaultSocket(int pid, DaemonSettings settings) =>
        settings.IsRootless ? $"{processes.FindVariable(pid, "XDG_RUNTIME_DIR")}/docker.sock" : "/var/run/docker.sock";

    /// <summary>A socket handed over by systemd (<c>fd://</c>) is the default one.</summary>
    private static IEnumerable<string> Sockets(ImmutableArray<string> hosts, string otherwise) => hosts.IsEmpty
        ? [otherwise]
        : from host in hosts
          where host.StartsWith(UnixScheme, StringComparison.Ordinal) || host.StartsWith("fd://", StringComparison.Ordinal)
          let path = host.StartsWith(UnixScheme, StringComparison.Ordinal) ? host[UnixScheme.Length..] : ""
          select path.Length == 0 ? otherwise : path;
}
