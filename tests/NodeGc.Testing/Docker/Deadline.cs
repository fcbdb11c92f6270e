using System.Diagnostics;

namespace NodeGc.Testing.Docker;

/// <summary>Waits for another process to get somewhere, and fails with a sentence when it does not.</summary>
public static class Deadline
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    /// <param name="what">Completes "waited in vain for …".</param>
    public static void Await(string what, TimeSpan limit, Func<bool> reached)
    {
        var clock = Stopwatch.StartNew();
        while (!reached())
        {
            if (clock.Elapsed > limit)
                throw new TimeoutException($"Waited {limit.TotalSeconds:0} s in vain for {what}.");
            Thread.Sleep(Interval);
        }
    }

    /// <summary>Waits as long as a machine may take that has much else to do.</summary>
    public static void Await(string what, Func<bool> reached) => Await(what, TimeSpan.FromMinutes(5), reached);
}
