using System.Collections.Frozen;
using System.Collections.Immutable;
using NodeGc.Collector.Pressure;

namespace NodeGc.Collector.Policies;

/// <summary>What may be removed. A class that is not set is never collected.</summary>
public sealed record CleanupPolicy
{
    /// <summary>When orphaned layer directories may be removed; null = never.</summary>
    public ClassPolicy? Layers { get; init; }

    /// <summary>When volumes may be removed; null = never.</summary>
    public ClassPolicy? Volumes { get; init; }

    /// <summary>When whole stores may be removed; null = never.</summary>
    public ClassPolicy? Stores { get; init; }

    /// <summary>Which stores may be removed, by driver name; never any other.</summary>
    public ImmutableArray<string> StoreNames { get; init; } = [];

    /// <summary>Which volumes may be removed.</summary>
    public VolumeScope VolumeScope { get; init; } = VolumeScope.Anonymous;

    /// <summary>When stopped containers may be removed; null = never.</summary>
    public ClassPolicy? Containers { get; init; }

    /// <summary>When images may be removed; null = never.</summary>
    public ClassPolicy? Images { get; init; }

    /// <summary>Which images may be removed.</summary>
    public ImageScope ImageScope { get; init; } = ImageScope.Dangling;

    /// <summary>Number of most recently used images to keep per repository; 0 = disabled.</summary>
    public int KeepLast { get; init; }

    /// <summary>Patterns of image names of which one must match; empty = all names. Not applied to images without a
    /// name.</summary>
    public ImmutableArray<string> IncludedImages { get; init; } = [];

    /// <summary>Patterns of image names to keep.</summary>
    public ImmutableArray<string> ExcludedImages { get; init; } = [];

    /// <summary>When build cache records may be removed; null = never.</summary>
    public ClassPolicy? BuildCache { get; init; }

    /// <summary>How much build cache to keep, the most recently used first.</summary>
    public Bytes KeptBuildCache { get; init; } = Bytes.Zero;

    /// <summary>When mounts whose container is gone may be unmounted; null = never.</summary>
    public ClassPolicy? Mounts { get; init; }

    /// <summary>When debris may be removed; null = never.</summary>
    public ClassPolicy? Debris { get; init; }

    /// <summary>Classes that are only reported while others are removed.</summary>
    public FrozenSet<CleanupClass> OnlyReported { get; init; } = [];

    /// <summary>The policies of all classes that are collected.</summary>
    public IEnumerable<ClassPolicy> Classes => GarbageClasses.All.Select(row => row.Rule(this)).OfType<ClassPolicy>();

    /// <summary>Whether it collects anything that is removed by the engine or the kernel.</summary>
    public bool CollectsEngineManaged =>
        GarbageClasses.All.Any(row => row.IsEngineManaged && row.Rule(this) is not null);

    /// <summary>How full the filesystem must be; null = always.</summary>
    public Thresholds? When { get; init; }

    /// <summary>What is kept regardless of the rest.</summary>
    public Protection Protect { get; init; } = Protection.None;

    /// <summary>How long removed items can be restored; zero = deleted at once.</summary>
    public TimeSpan Quarantine { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The bounds of one run.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <summary>The policy of <paramref name="cleanupClass"/>; null = never collected.</summary>
    public ClassPolicy? For(CleanupClass cleanupClass) => GarbageClasses.Get(cleanupClass).Rule(this);
}
