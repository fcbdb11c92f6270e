using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Explaining;

/// <summary>What owns a resource, and why it is kept or can be removed.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Verdict">In one word.</param>
/// <param name="Reason">Why it is kept; null for garbage that nothing keeps.</param>
/// <param name="Chain">From the resource up to the root that keeps it; empty for garbage.</param>
/// <param name="Needs">What it needs itself.</param>
public sealed record Explanation(
    Resource Resource,
    Verdict Verdict,
    RootReason? Reason,
    ImmutableArray<Resource> Chain,
    ImmutableArray<Resource> Needs
)
{
    /// <summary>Everything that needs it, directly or indirectly; the chain shows only one path.</summary>
    public ImmutableArray<User> Users { get; init; } = [];

    /// <summary>The layers, by chain id, whose directory it is; empty if it is not a layer directory, and before Docker
    /// 1.10.</summary>
    public ImmutableArray<Resource> Layers { get; init; } = [];

    /// <summary>Its position in each image that needs it; empty if it is neither a layer nor a layer
    /// directory.</summary>
    public ImmutableArray<LayerPosition> Positions { get; init; } = [];

    /// <summary>Present exactly for images.</summary>
    public ImageSummary? Image { get; init; }

    /// <summary>Its directories on disk, top first; empty for a layer directory, which is one itself.</summary>
    public ImmutableArray<Belonging> Belongings { get; init; } = [];

    /// <summary>Allocated bytes of <see cref="Belongings"/>; null if one was not measured.</summary>
    public Bytes? Total => DirectorySizes.Sum(Belongings.Select(belonging => belonging.Directory));

    /// <summary>Bytes of those that it does not share.</summary>
    public Bytes? Unique =>
        DirectorySizes.Sum(
            Belongings.Where(belonging => belonging.SharedWith.IsEmpty).Select(belonging => belonging.Directory)
        );
}
