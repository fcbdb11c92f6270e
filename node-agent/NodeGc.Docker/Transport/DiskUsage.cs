namespace NodeGc.Docker.Transport;

/// <summary>The part of <c>GET /system/df</c> that names directories. An answer without it is a bad one, not an empty
/// cache.</summary>
internal sealed record DiskUsage
{
    /// <summary>Null where nothing was built yet, up to API 1.41 only; later engines write an empty list.</summary>
    public required IReadOnlyList<BuildCacheRecord>? BuildCache { get; init; }
}
