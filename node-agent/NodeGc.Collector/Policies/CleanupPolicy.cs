using System.Collections.Immutable;

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

    /// <summary>What stays whatever the rest says.</summary>
    public Protection Protect { get; init; } = Protection.None;

    /// <summary>How long what goes can be restored; zero = deleted at once.</summary>
    public TimeSpan Quarantine { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The bounds of one run.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <summary>The policy of <paramref name="cleanupClass"/>; null = never collected.</summary>
    public ClassPolicy? For(CleanupClass cleanupClass) => cleanupClass switch
    {
        CleanupClass.Layers => Layers,
        CleanupClass.Volumes => Volumes,
        _ => Stores,
    };
}
