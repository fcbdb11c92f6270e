namespace NodeGc.Docker.Transport;

/// <summary>Answer of <c>POST /build/prune</c>.</summary>
internal sealed record PrunedCache
{
    /// <summary>The records that went; null where none did.</summary>
    public IReadOnlyList<string>? CachesDeleted { get; init; }
}
