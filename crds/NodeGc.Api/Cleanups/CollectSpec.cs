using NodeGc.Api.Figures;

namespace NodeGc.Api.Cleanups;

/// <summary>Classes of garbage to collect. A class that is null is never collected.</summary>
public sealed record CollectSpec
{
    /// <summary>Layer directories that neither the engine nor the kernel references.</summary>
    public LayersSpec? Layers { get; init; }

    /// <summary>Volumes of the local volume driver.</summary>
    public VolumesSpec? Volumes { get; init; }

    /// <summary>Complete stores of storage drivers that the engine does not currently use.</summary>
    public StoresSpec? Stores { get; init; }

    /// <summary>Containers that are not running.</summary>
    public ContainersSpec? Containers { get; init; }

    /// <summary>Images that no container uses, with all their tags.</summary>
    public ImagesSpec? Images { get; init; }

    /// <summary>Build cache records.</summary>
    public BuildCacheSpec? BuildCache { get; init; }

    /// <summary>Mounts of removed containers.</summary>
    public MountsSpec? Mounts { get; init; }

    /// <summary>Files left behind by interrupted operations.</summary>
    public DebrisSpec? Debris { get; init; }

    /// <summary>The settings of one class; null if it is not collected.</summary>
    public ClassSpec? Find(CollectedClass one) =>
        one switch
        {
            CollectedClass.Layers => Layers,
            CollectedClass.Volumes => Volumes,
            CollectedClass.Stores => Stores,
            CollectedClass.Containers => Containers,
            CollectedClass.Images => Images,
            CollectedClass.BuildCache => BuildCache,
            CollectedClass.Mounts => Mounts,
            CollectedClass.Debris => Debris,
            _ => throw new ArgumentOutOfRangeException(nameof(one), one, "not a class"),
        };
}
