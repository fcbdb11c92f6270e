namespace NodeGc.Fleet.Nodes;

/// <summary>Counts what the agents write.</summary>
internal sealed class WriteCounter
{
    private long leases;
    private long others;

    /// <summary>Renewals of leases.</summary>
    public long Leases => Interlocked.Read(ref leases);

    /// <summary>Statuses, and events if there are any.</summary>
    public long Others => Interlocked.Read(ref others);

    public void Add(HttpRequestMessage request)
    {
        if (request.Method == HttpMethod.Get)
            return;
        var isLease = request.RequestUri!.AbsolutePath.Contains("/leases/", StringComparison.Ordinal);
        Interlocked.Increment(ref isLease ? ref leases : ref others);
    }
}
