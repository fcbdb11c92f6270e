namespace NodeGc.Docker.Transport;

/// <summary>Reads a body and gives up with <see cref="TimeoutException"/> when no byte comes for too long.</summary>
internal sealed class PatientStream(Stream body, TimeSpan patience) : AnswerStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await body.ReadAsync(buffer, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No byte in {patience.TotalSeconds:0.#} s.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
