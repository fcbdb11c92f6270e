namespace NodeGc.Docker.Transport;

/// <summary>Reads a body and throws <see cref="TimeoutException"/> if no byte arrives in time.</summary>
internal sealed class TimeoutStream(Stream body, TimeSpan timeout) : AnswerStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await body.ReadAsync(buffer, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No data for {timeout.TotalSeconds:0.#} s.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
