using System.Collections.Frozen;
using System.Collections.Immutable;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Locating;

/// <summary>
/// Finds the daemons among the processes: those that are called like one, and those that have an engine's database
/// open, whatever they are called. What each was told is read through its own root directory; what it says concerns its
/// own data root alone.
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

    /// <summary>All running daemons, the oldest first. A daemon that is just starting a child may appear twice for an
    /// instant: of those with one data root the oldest counts, and one that uses it before one that only says
    /// so.</summary>
    public DaemonListing List()
    {
        var daemons = new List<DaemonProcess>();
        var strangers = new List<StrangeDaemon>();
        foreach (var pid in processes.Pids())
            Add(pid, daemons, strangers);
        var surestFirst = daemons.OrderByDescending(daemon => daemon.IsConfirmed).ThenBy(daemon => daemon.StartTicks);
        var different = surestFirst.DistinctBy(Identity).OrderBy(daemon => daemon.StartTicks);
        return new DaemonListing([.. different], [.. strangers]);
    }

    /// <summary>The daemon's data root as we see it; resolved within the daemon's own root directory.</summary>
    public string Outside(DaemonProcess daemon) => processes.Root(daemon.Pid) + daemon.DataRoot;

    private static (ulong Device, ulong Inode, string Path) Identity(DaemonProcess daemon) =>
        daemon.Home is { } home ? (home.Device, home.Inode, "") : (0, 0, daemon.DataRoot);

    private void Add(int pid, List<DaemonProcess> daemons, List<StrangeDaemon> strangers)
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
            strangers.Add(new StrangeDaemon(subject, strange.Failure, message));
        }
    }

    /// <summary>Null where it is none, or has ended: what was read of a process that ends meanwhile means
    /// nothing.</summary>
    private DaemonProcess? FindDaemon(int pid)
    {
        var isCalledLikeOne = IsCalledLikeADaemon(pid);
        var held = databases.ListHeld(pid, isCalledLikeOne).ToImmutableArray();
        if ((!isCalledLikeOne && held.IsEmpty) || processes.FindStart(pid) is not { } ticks)
            return null;
        try
        {
            var reader = new DaemonReader(processes, pid, ticks);
            var daemon = Patience.Run((procRoot, pid, ticks), () => reader.Read(held));
            return processes.FindStart(pid) == ticks ? daemon : null;
        }
        catch (TimeoutException)
        {
            throw new LocatingException(
                LocatingFailure.BadConfiguration,
                SubjectOf(pid),
                "The files that it names do not answer, so what it was told is unknown. "
                    + "End it, or what serves these files, if it is not an engine."
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
                $"What it names cannot be read: {refused.Message.TrimEnd('.')}."
            );
        }
    }

    private string SubjectOf(int pid) => $"process {pid} ({processes.FindName(pid)})";

    private bool HasEnded(int pid, ulong ticks) => processes.FindStart(pid) != ticks || processes.IsEnding(pid);

    /// <summary>A daemon starts itself under other names for small jobs, such as docker-untar: by its program alone it
    /// is no daemon.</summary>
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
