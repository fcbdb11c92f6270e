namespace NodeGc.Docker;

/// <summary>Response of <c>GET /volumes</c>, which may be incomplete: the engine leaves out volumes of drivers that did
/// not answer. So a missing volume proves nothing.</summary>
public sealed record VolumeList
{
    /// <summary>Null for none before API 1.41; later engines write an empty list.</summary>
    public required IReadOnlyList<VolumeDetails>? Volumes { get; init; }
}
