using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace NodeGc.Testing.ApiServer.Faults;

/// <summary>All requests so far, for tests that count what a client costs.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<SeenRequest> seen = [];

    /// <summary>In the order of arrival.</summary>
    public ImmutableArray<SeenRequest> All => [.. seen];

    internal void Add(SeenRequest request) => seen.Enqueue(request);
}
