using System.Collections.Immutable;
using NodeGc.Host.Linux;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>Determines the configuration and data root of one daemon, through its own root directory.</summary>
internal sealed class DaemonReader(ProcessFiles processes, int pid, ulong ticks)
{
    private const string DefaultConfigFile = "/etc/docker/daemon.json";
    private const string UnixScheme = "unix://";

    private readonly RootedPath root = new(processes.Root(pid));

    /// <summary>The daemon. The data root of its open files takes precedence over its configuration: a file that
    /// differs was changed since.</summary>
    /// <param name="held">The databases that it has open, with the data root as it sees it.</param>
    /// <exception cref="LocatingException">Its data root cannot be determined.</exception>
    /// <exception cref="LinuxException">Something in its configuration cannot be read.</exception>
    public DaemonProcess Read(ImmutableArray<(string DataRoot, string Database, (ulong, ulong) File)> held)
    {
        using var files = ForeignRoot.Find(processes.Root(pid))
            ?? throw new LocatingException(
                LocatingFailure.Hidden,
                processes.Root(pid),
                "A daemon is running whose root directory cannot be read. Run as root with the capability SYS_PTRACE."
            );
        var told = DaemonCommandLine.Parse(processes.Arguments(pid));
        var inUse = held.FirstOrDefault(IsSeen).DataRoot;
        var (settings, fault) = Settings(told, files, inUse ?? told.DataRoot);
        var dataRoot = inUse ?? Effective(settings, files);
        if (inUse is not null && told.DataRoot is null && IsOfAnother(settings, files, inUse))
            (settings, fault) = (told, Edited(told));
        return Describe(settings, told, dataRoot) with
        {
            Fault = fault,
            IsConfirmed = inUse is not null,
            Home = files.FindDirectory(dataRoot),
        };

        bool IsSeen((string DataRoot, string Database, (ulong, ulong) File) one) =>
            files.FindIdentity($"{one.DataRoot}/{one.Database}", FileKind.File) == one.File;
    }

    private DaemonProcess Describe(DaemonSettings settings, DaemonSettings told, string dataRoot) =>
        new(pid, ticks, processes.StartTime(ticks))
        {
            Name = processes.FindName(pid) ?? "dockerd",
            DataRoot = dataRoot,
            StorageDriver = settings.StorageDriver ?? processes.FindVariable(pid, "DOCKER_DRIVER"),
            UsesContainerd = settings.UsesContainerd,
            Containerd = settings.Containerd,
            ExecRoot = settings.ExecRoot ?? "/var/run/docker",
            PidFile = settings.PidFile ?? "/var/run/docker.pid",
            Sockets = [.. Sockets(settings.Hosts, DefaultSocket(told)).Select(ToOutside).Distinct()],
        };

    private string ToOutside(string path) => root.Outside(root.Resolve(path));

    /// <summary>Its configuration. An invalid file matters only if nothing else shows the data root.</summary>
    private (DaemonSettings Settings, string? Fault) Settings(DaemonSettings told, ForeignRoot files, string? knownRoot)
    {
        try
        {
            return (told.Or(ConfigurationFile.Read(files, PathOf(told)).OfRunning!), null);
        }
        catch (LocatingException broken) when (knownRoot is not null)
        {
            return (told, $"{broken.Subject}: {broken.Message}");
        }
    }

    private string Effective(DaemonSettings settings, ForeignRoot files)
    {
        var dataRoot = root.Resolve(settings.DataRoot ?? DefaultRoot(settings));
        return settings.UserNamespaceRemap is { Length: > 0 } remap
            ? new UserNamespaceRoot(root, files).Get(dataRoot, remap)
            : dataRoot;
    }

    /// <summary>If the user namespace's directory is ambiguous, nothing contradicts the one in use.</summary>
    private bool IsOfAnother(DaemonSettings settings, ForeignRoot files, string inUse)
    {
        try
        {
            return files.FindDirectory(Effective(settings, files)) != files.FindDirectory(inUse);
        }
        catch (LocatingException)
        {
            return false;
        }
    }

    private string Edited(DaemonSettings told) =>
        $"{PathOf(told)} specifies a different data root than the one in use: it was changed since the engine "
        + "started. Restart the engine, or undo the change";

    private string PathOf(DaemonSettings told)
    {
        if (told.ConfigFile is { } named)
            return named;
        if (!told.IsRootless)
            return DefaultConfigFile;
        return $"{Home("XDG_CONFIG_HOME", ".config")}/docker/daemon.json";
    }

    private string DefaultRoot(DaemonSettings settings)
    {
        if (!settings.IsRootless)
            return new DataRootQuery().DefaultDataRoot;
        return $"{Home("XDG_DATA_HOME", ".local/share")}/docker";
    }

    private string Home(string variable, string otherwise) =>
        processes.FindVariable(pid, variable) ?? $"{processes.FindVariable(pid, "HOME")}/{otherwise}";

    private string DefaultSocket(DaemonSettings told) =>
        told.IsRootless ? $"{processes.FindVariable(pid, "XDG_RUNTIME_DIR")}/docker.sock" : "/var/run/docker.sock";

    /// <summary>A socket passed by systemd (<c>fd://</c>) is the default one.</summary>
    private static IEnumerable<string> Sockets(ImmutableArray<string> hosts, string otherwise) =>
        hosts.IsEmpty
            ? [otherwise]
            : from host in hosts
            let isUnix = host.StartsWith(UnixScheme, StringComparison.Ordinal)
            where isUnix || host.StartsWith("fd://", StringComparison.Ordinal)
            let path = isUnix ? host[UnixScheme.Length..] : ""
            select path.Length == 0 ? otherwise : path;
}
