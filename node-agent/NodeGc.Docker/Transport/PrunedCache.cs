namespace NodeGc.Docker.Transport;

/// <summary>Response of <c>POST /build/prune</c>.</summary>
internal sealed record PrunedCache
{
    /// <summary>The removed records; null if there are none.</summary>
    public IReadOnlyList<string>? CachesDeleted { get; init; }
}
