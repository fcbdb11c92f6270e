using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Policies;

/// <summary>The class of a candidate, and its name in a policy.</summary>
public static class ClassOf
{
    /// <summary>The class of <paramref name="candidate"/>.</summary>
    public static CleanupClass Candidate(Resource candidate) =>
        candidate.Id.Kind switch
        {
            ResourceKind.Volume => CleanupClass.Volumes,
            ResourceKind.Store => CleanupClass.Stores,
            ResourceKind.Container => CleanupClass.Containers,
            ResourceKind.Image or ResourceKind.ImageReference => CleanupClass.Images,
            ResourceKind.BuildCacheRecord => CleanupClass.BuildCache,
            ResourceKind.Mount => CleanupClass.Mounts,
            ResourceKind.Debris => CleanupClass.Debris,
            _ => CleanupClass.Layers,
        };

    /// <summary>The field below <c>collect</c>: for example <c>layers</c>.</summary>
    public static string Word(this CleanupClass cleanupClass) =>
        cleanupClass switch
        {
            CleanupClass.Layers => "layers",
            CleanupClass.Volumes => "volumes",
            CleanupClass.Stores => "stores",
            CleanupClass.Containers => "containers",
            CleanupClass.Images => "images",
            CleanupClass.BuildCache => "buildCache",
            CleanupClass.Mounts => "mounts",
            CleanupClass.Debris => "debris",
            _ => throw new ArgumentOutOfRangeException(nameof(cleanupClass), cleanupClass, "not a class"),
        };
}
