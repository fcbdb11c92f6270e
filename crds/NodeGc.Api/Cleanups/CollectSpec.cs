using NodeGc.Api.Figures;

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

    /// <summary>Containers that do not run.</summary>
    public ContainersSpec? Containers { get; init; }

    /// <summary>Images that no container needs, and their names.</summary>
    public ImagesSpec? Images { get; init; }

    /// <summary>Records of BuildKit's cache.</summary>
    public BuildCacheSpec? BuildCache { get; init; }

    /// <summary>Mounts whose container is gone.</summary>
    public MountsSpec? Mounts { get; init; }

    /// <summary>What interrupted operations left.</summary>
    public DebrisSpec? Debris { get; init; }

    /// <summary>What is asked of one class; null where it is not to be collected.</summary>
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
