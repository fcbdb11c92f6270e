namespace NodeGc.Api.Cleanups;

/// <summary>When a volume may go, and which. A younger volume is kept; 7d unless said otherwise.</summary>
public sealed record VolumesSpec() : ClassSpec("7d")
{
    public VolumesScope Scope { get; init; }
}
