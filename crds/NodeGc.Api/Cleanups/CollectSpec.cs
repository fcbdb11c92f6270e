namespace NodeGc.Api.Cleanups;

/// <summary>Classes to look for; a class that is null is never collected.</summary>
public sealed record CollectSpec
{
    /// <summary>Layer directories that neither the engine nor the kernel knows.</summary>
    public LayersSpec? Layers { get; init; }

    /// <summary>Volumes of the local volume driver.</summary>
    public VolumesSpec? Volumes { get; init; }

    /// <summary>Whole stores of storage drivers that the engine does not use now.</summary>
    public StoresSpec? Stores { get; init; }
}
