namespace NodeGc.Storage.Tests.Crashing;

/// <summary>A child that is killed, with SIGKILL, directly before or after one of its system calls on files.</summary>
/// <param name="fatal">At which of its moments, from 1; each call that counts has two: before it is made, and
/// after.</param>
/// <param name="all">Whether calls count that only look, too; else only those that can change something, and only the
/// moment before each, since between one change and the next nothing differs.</param>
internal sealed class DoomedChild(int fatal, bool all)
{
    /// <summary>The calls between these two are made by another process, which our death does not stop.</summary>
    public const int ElsewhereBegins = -7_701,
        ElsewhereEnds = -7_702;

    private const ulong SignpostNumber = 121;

    private readonly Dictionary<int, string> underWay = [];
    private int moments;
    private bool isElsewhere;

    /// <summary>The moment at which it was killed; null when it ended before.</summary>
    public string? KilledAt { get; private set; }

    /// <summary>Runs <paramref name="act"/>.</summary>
    /// <exception cref="InvalidOperationException">It failed before it was killed.</exception>
    public void Run(Action act)
    {
        var child = Child.Fork(act, isWatched: true);
        Processes.Wait(child, out _, Processes.AllKinds);
        Processes.Trace(Processes.SetOptions, child, 0, Processes.Options);
        Processes.Trace(Processes.Resume, child, 0, 0);
        for (; ; )
        {
            var thread = Processes.Wait(-1, out var status, Processes.AllKinds);
            if (thread < 0)
                throw new InvalidOperationException("the child was lost");
            if ((status & 0xff) == 0x7f)
                GoOn(child, thread, status >> 8);
            else if (thread == child)
            {
                Judge(status);
                return;
            }
        }
    }

    private void Judge(int status)
    {
        if (KilledAt is null && status != 0)
            throw new InvalidOperationException($"it ended with status {status} although nobody had killed it");
        if (KilledAt is not null && status != Processes.Kill)
            throw new InvalidOperationException($"it was killed {KilledAt} and ended with status {status}");
    }

    private void GoOn(int child, int thread, int stop)
    {
        if (stop == Processes.TrapOfCall && KilledAt is null && IsFatal(thread))
            Processes.Send(child, Processes.Kill);
        var signal = stop is Processes.TrapOfCall or Processes.Stop || stop >> 8 != 0 ? 0 : stop & 0xff;
        if (KilledAt is null)
            Processes.Trace(Processes.Resume, thread, 0, signal);
    }

    private bool IsFatal(int thread)
    {
        Processes.Trace(Processes.GetCall, thread, 88, out var call);
        if (call is { IsEntry: true, Number: SignpostNumber })
            isElsewhere = (int)call.First == ElsewhereBegins;
        if (isElsewhere)
            return false;
        if (call.IsEntry && FileCalls.FindName(thread, call, all) is { } name)
            return IsFatal(underWay[thread] = name, "before");
        return call.IsExit && underWay.Remove(thread, out var done) && all && IsFatal(done, "after");
    }

    private bool IsFatal(string call, string when)
    {
        if (++moments == fatal)
            KilledAt = $"{when} {call}, moment {moments}";
        return KilledAt is not null;
    }
}
