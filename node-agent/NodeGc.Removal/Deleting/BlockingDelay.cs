namespace NodeGc.Removal.Deleting;

/// <summary>Delays for threads that do nothing else.</summary>
internal static class BlockingDelay
{
    /// <summary>Blocks the calling thread for <paramref name="delay"/> of <paramref name="time"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested meanwhile.</exception>
    public static void Block(this TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
        using var due = new ManualResetEventSlim();
        using var timer = time.CreateTimer(_ => due.Set(), null, delay, Timeout.InfiniteTimeSpan);
        due.Wait(cancellationToken);
    }
}
