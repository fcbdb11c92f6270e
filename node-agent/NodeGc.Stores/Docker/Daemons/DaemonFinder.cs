using System.Collections.Frozen;
using System.Collections.Immutable;
using NodeGc.Host.Linux;

namespace NodeGc.Stores.Docker.Daemons;

/// <summary>
/// Finds the daemons among the processes: by name, and by an engine's database that they have open, whatever their
/// name. The configuration of each is read through its own root directory and concerns only its own data root.
/// </summary>
internal sealed class DaemonFinder(string procRoot)
{
    private static readonly FrozenSet<string> Programs = FrozenSet.ToFrozenSet([
        "dockerd",
        "docker",
        "docker.io",
        "dockerd-current",
        "docker-current",
        "dockerd-ce",
        "balenad",
        "balena-engine-daemon",
        "balena-engine-d",
    ]);

    /// <summary>Programs that are also the client.</summary>
    private static readonly FrozenSet<string> Clients = FrozenSet.ToFrozenSet([
        "docker",
        "docker.io",
        "docker-current",
    ]);

    private readonly ProcessFiles processes = new(procRoot);
    private readonly EngineDatabases databases = new(procRoot);

    /// <summary>All running daemons, the oldest first. A daemon that is just starting a child may briefly appear twice:
    /// of those with the same data root the oldest counts, and one that has it open before one that is only configured
    /// for it.</summary>
    public DaemonListing List()
    {
        var daemons = new List<DaemonProcess>();
        var strangers = new List<UnidentifiedDaemon>();
        foreach (var pid in processes.Pids())
            Add(pid, daemons, strangers);
        var surestFirst = daemons.OrderByDescending(daemon => daemon.IsConfirmed).ThenBy(daemon => daemon.StartTicks);
        var different = surestFirst.DistinctBy(Identity).OrderBy(daemon => daemon.StartTicks);
        return new DaemonListing([.. different], [.. strangers]);
    }

    /// <summary>The daemon with this process id; null if it is not one, has ended, or cannot be identified.</summary>
    public DaemonProcess? Find(int pid)
    {
        try
        {
            return FindDaemon(pid);
        }
        catch (LocatingException)
        {
            return null;
        }
    }

    /// <summary>The daemon's data root as seen by this process, resolved within the daemon's own root
    /// directory.</summary>
    public string Outside(DaemonProcess daemon) => processes.Root(daemon.Pid) + daemon.DataRoot;

    private static (ulong Device, ulong Inode, string Path) Identity(DaemonProcess daemon) =>
        daemon.Home is { } home ? (home.Device, home.Inode, "") : (0, 0, daemon.DataRoot);

    private void Add(int pid, List<DaemonProcess> daemons, List<UnidentifiedDaemon> strangers)
    {
        try
        {
            if (FindDaemon(pid) is { } daemon)
                daemons.Add(daemon);
        }
        catch (LocatingException strange)
        {
            var subject = SubjectOf(pid);
            var message = strange.Subject == subject ? strange.Message : $"{strange.Subject}: {strange.Message}";
            strangers.Add(new UnidentifiedDaemon(subject, strange.Failure, message));
        }
    }

    /// <summary>Null if it is not a daemon or has ended: data of a process that ends meanwhile is unreliable.</summary>
    private DaemonProcess? FindDaemon(int pid)
    {
        var isCalledLikeOne = IsCalledLikeADaemon(pid);
        var held = databases.ListHeld(pid, isCalledLikeOne).ToImmutableArray();
        if ((!isCalledLikeOne && held.IsEmpty) || processes.FindStart(pid) is not { } ticks)
            return null;
        try
        {
            var reader = new DaemonReader(processes, pid, ticks);
            var daemon = BlockingRead.Run((procRoot, pid, ticks), () => reader.Read(held));
            return processes.FindStart(pid) == ticks ? daemon : null;
        }
        catch (TimeoutException)
        {
            throw new LocatingException(
                LocatingFailure.BadConfiguration,
                SubjectOf(pid),
                "Reading its configuration files hangs, so its configuration is unknown. If it is not an engine, "
                    + "stop it or whatever serves these files."
            );
        }
        catch (Exception error) when (error is LocatingException or LinuxException && HasEnded(pid, ticks))
        {
            return null;
        }
        catch (LinuxException refused)
        {
            throw new LocatingException(
                LocatingFailure.BadConfiguration,
                SubjectOf(pid),
                $"Cannot read its configuration: {refused.Message.TrimEnd('.')}."
            );
        }
    }

    private string SubjectOf(int pid) => $"process {pid} ({processes.FindName(pid)})";

    private bool HasEnded(int pid, ulong ticks) => processes.FindStart(pid) != ticks || processes.IsEnding(pid);

    /// <summary>A daemon re-executes itself under other names for helpers, such as docker-untar: the program alone does
    /// not make a daemon.</summary>
    private bool IsCalledLikeADaemon(int pid)
    {
        var name = processes.FindName(pid);
        var isNamed = name is not null && Programs.Contains(name);
        if (!isNamed && !Programs.Contains(processes.FindProgram(pid) ?? ""))
            return false;
        var arguments = processes.Arguments(pid);
        var called = isNamed ? name! : Path.GetFileName(arguments[0]);
        if (arguments[0].Length == 0 || !Programs.Contains(called))
            return false;
        return !Clients.Contains(called) || DaemonCommandLine.IsDaemon(arguments);
    }
}
