namespace NodeGc.Docker.Transport;

/// <summary>The part of <c>GET /system/df</c> that names directories. A response without it is malformed, not an empty
/// cache.</summary>
internal sealed record DiskUsage
{
    /// <summary>Up to API 1.41 null if nothing was built yet; later engines write an empty list.</summary>
    public required IReadOnlyList<BuildCacheRecord>? BuildCache { get; init; }
}
