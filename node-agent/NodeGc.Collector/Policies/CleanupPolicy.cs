using System.Collections.Frozen;
using System.Collections.Immutable;
using NodeGc.Collector.Pressure;

namespace NodeGc.Collector.Policies;

/// <summary>What may go. A class that is not named is never collected.</summary>
public sealed record CleanupPolicy
{
    /// <summary>When orphaned layer directories may go; null = never.</summary>
    public ClassPolicy? Layers { get; init; }

    /// <summary>When volumes may go; null = never.</summary>
    public ClassPolicy? Volumes { get; init; }

    /// <summary>When whole stores may go; null = never.</summary>
    public ClassPolicy? Stores { get; init; }

    /// <summary>Which stores may go, by the names of their drivers; never any that is not named.</summary>
    public ImmutableArray<string> StoreNames { get; init; } = [];

    /// <summary>Which volumes may go.</summary>
    public VolumeScope VolumeScope { get; init; } = VolumeScope.Anonymous;

    /// <summary>When containers that do not run may go; null = never.</summary>
    public ClassPolicy? Containers { get; init; }

    /// <summary>When images may go; null = never.</summary>
    public ClassPolicy? Images { get; init; }

    /// <summary>Which images may go.</summary>
    public ImageScope ImageScope { get; init; } = ImageScope.Dangling;

    /// <summary>How many names of each repository stay, the most recently used first; 0 = none for that
    /// reason.</summary>
    public int KeepLast { get; init; }

    /// <summary>Patterns of image names of which one has to match; none = any name will do. An image without a name is
    /// not asked.</summary>
    public ImmutableArray<string> IncludedImages { get; init; } = [];

    /// <summary>Patterns of image names that stay.</summary>
    public ImmutableArray<string> ExcludedImages { get; init; } = [];

    /// <summary>When records of the build cache may go; null = never.</summary>
    public ClassPolicy? BuildCache { get; init; }

    /// <summary>How much build cache stays, the most recently used first.</summary>
    public Bytes KeptBuildCache { get; init; } = Bytes.Zero;

    /// <summary>When mounts whose container is gone may be unmounted; null = never.</summary>
    public ClassPolicy? Mounts { get; init; }

    /// <summary>When debris may go; null = never.</summary>
    public ClassPolicy? Debris { get; init; }

    /// <summary>Classes that are looked for and reported while others are removed.</summary>
    public FrozenSet<CleanupClass> OnlyReported { get; init; } = [];

    /// <summary>The policies of all classes that are collected.</summary>
    public IEnumerable<ClassPolicy> Classes => Enum.GetValues<CleanupClass>().Select(For).OfType<ClassPolicy>();

    /// <summary>Whether it lets anything go that the engine or the kernel knows by itself.</summary>
    public bool CollectsKnown =>
        Containers is not null || Images is not null || BuildCache is not null || Mounts is not null;

    /// <summary>How full the filesystem has to be; null = however full it is.</summary>
    public Thresholds? When { get; init; }

    /// <summary>What stays whatever the rest says.</summary>
    public Protection Protect { get; init; } = Protection.None;

    /// <summary>How long what goes can be restored; zero = deleted at once.</summary>
    public TimeSpan Quarantine { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The bounds of one run.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <summary>The policy of <paramref name="cleanupClass"/>; null = never collected.</summary>
    public ClassPolicy? For(CleanupClass cleanupClass) =>
        cleanupClass switch
        {
            CleanupClass.Layers => Layers,
            CleanupClass.Volumes => Volumes,
            CleanupClass.Stores => Stores,
            CleanupClass.Containers => Containers,
            CleanupClass.Images => Images,
            CleanupClass.BuildCache => BuildCache,
            CleanupClass.Mounts => Mounts,
            CleanupClass.Debris => Debris,
            _ => throw new ArgumentOutOfRangeException(nameof(cleanupClass), cleanupClass, "not a class"),
        };
}
