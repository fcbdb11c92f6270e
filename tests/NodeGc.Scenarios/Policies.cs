using NodeGc.Collector.Policies;

namespace NodeGc.Scenarios;

/// <summary>The policies of the scenarios: as eager as a policy can be, so that only proof of life keeps
/// anything.</summary>
internal static class Policies
{
    private static readonly ClassPolicy AtOnce = new(
        TimeSpan.Zero,
        ClassPolicy.FewestConfirmations,
        ClassPolicy.ShortestInterval
    );

    public static readonly CleanupPolicy Layers = new() { Layers = AtOnce };

    /// <summary>Layers, and every volume that no container uses.</summary>
    public static readonly CleanupPolicy Everything = Layers with
    {
        Volumes = AtOnce,
        VolumeScope = VolumeScope.Unused,
    };

    /// <summary>Images without a tag.</summary>
    public static readonly CleanupPolicy Dangling = new() { Images = AtOnce };

    /// <summary>Every image that no container needs.</summary>
    public static readonly CleanupPolicy Images = Dangling with { ImageScope = ImageScope.Unused };

    /// <summary>Containers that do not run.</summary>
    public static readonly CleanupPolicy Containers = new() { Containers = AtOnce };

    /// <summary>Build cache that no build uses.</summary>
    public static readonly CleanupPolicy BuildCache = new() { BuildCache = AtOnce };

    /// <summary>Mounts whose container is gone, and layers.</summary>
    public static readonly CleanupPolicy Mounts = Layers with { Mounts = AtOnce };

    /// <summary>What interrupted operations left.</summary>
    public static readonly CleanupPolicy Debris = new() { Debris = AtOnce };

    /// <summary>Every class, at once.</summary>
    public static readonly CleanupPolicy AllClasses = Everything with
    {
        Images = AtOnce,
        ImageScope = ImageScope.Unused,
        Containers = AtOnce,
        BuildCache = AtOnce,
        Mounts = AtOnce,
        Debris = AtOnce,
    };

    /// <summary>Layers, and the stores of the drivers that are named.</summary>
    public static CleanupPolicy Stores(params string[] names) =>
        Layers with
        {
            Stores = AtOnce,
            StoreNames = [.. names],
        };
}
