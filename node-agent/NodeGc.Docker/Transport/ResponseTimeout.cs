namespace NodeGc.Docker.Transport;

/// <summary>Ends the wait for a response that does not begin.</summary>
internal static class ResponseTimeout
{
    /// <exception cref="TimeoutException">No response within <paramref name="timeout"/>.</exception>
    public static async Task<T> WaitAsync<T>(
        Func<CancellationToken, Task<T>> send,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await send(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("No response.");
        }
    }
}
