namespace NodeGc.Docker.Transport;

/// <summary>Ends the waiting for an answer that does not begin.</summary>
internal static class Silence
{
    /// <exception cref="TimeoutException">Nothing came within <paramref name="patience"/>.</exception>
    public static async Task<T> EndAsync<T>(
        Func<CancellationToken, Task<T>> send,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await send(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("No answer.");
        }
    }
}
