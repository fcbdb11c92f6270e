using System.Diagnostics;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos;

/// <summary>A daemon that is restarted and killed, and knows whether a command can have failed for that
/// reason.</summary>
internal sealed class UnrulyDaemon(PrivateDockerd dockerd)
{
    private static readonly TimeSpan Loading = TimeSpan.FromSeconds(7);

    /// <summary>Longer than the daemon may take to stop, what it leaves to end, and the next one to answer: the first
    /// of these that takes too long is what failed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(6);

    private readonly Stopwatch sinceStart = Stopwatch.StartNew();
    private int changes;

    public PrivateDockerd Dockerd => dockerd;

    /// <summary>Grows whenever the daemon goes down or comes up; odd while it is down.</summary>
    public int Changes => Volatile.Read(ref changes);

    public int Kills { get; private set; }

    public int Restarts { get; private set; }

    /// <summary>Whether the daemon was down at some time since <see cref="Changes"/> was
    /// <paramref name="before"/>.</summary>
    public bool WasDownSince(int before) => before % 2 != 0 || Changes != before;

    public void Restart()
    {
        Restarts++;
        GoDown(dockerd.Stop);
    }

    /// <summary>Restarts it and removes a folder of its data root while it is down.</summary>
    public void RestartWithout(string folder) =>
        GoDown(() =>
        {
            dockerd.Stop();
            Directory.Delete(Path.Combine(dockerd.DataRoot, folder), recursive: true);
        });

    public void Kill()
    {
        Kills++;
        GoDown(dockerd.Kill);
    }

    /// <summary>Has something kill the daemon, and starts it again.</summary>
    public T Killed<T>(Func<T> kill)
    {
        var result = default(T);
        Kills++;
        GoDown(() => result = kill());
        return result!;
    }

    public void AwaitUp() => Deadline.Await("the daemon to be up", Longest, () => Changes % 2 == 0);

    /// <summary>Waits until the agent no longer takes the daemon for one that is still loading.</summary>
    public void AwaitLoaded() => Deadline.Await("the daemon to count as loaded", () => sinceStart.Elapsed > Loading);

    private void GoDown(Action end)
    {
        Interlocked.Increment(ref changes);
        end();
        // An engine that finds containers half started and still running never gets rid of some of them.
        dockerd.EndRemains();
        dockerd.Resume();
        sinceStart.Restart();
        Interlocked.Increment(ref changes);
    }
}
