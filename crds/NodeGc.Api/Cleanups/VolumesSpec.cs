namespace NodeGc.Api.Cleanups;

/// <summary>Which volumes may be removed, and when. Default age 7d.</summary>
public sealed record VolumesSpec() : ClassSpec("7d")
{
    public VolumesScope Scope { get; init; }
}
