using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Explaining;

/// <summary>Whose something is, and why it stays or may go.</summary>
/// <param name="Resource">What was asked about.</param>
/// <param name="Verdict">In one word.</param>
/// <param name="Reason">Why it stays; null for garbage that nothing keeps.</param>
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
    /// <summary>Everybody who needs it, directly or through others: the chain shows one of them.</summary>
    public ImmutableArray<User> Users { get; init; } = [];

    /// <summary>The layers, by chain id, whose directory it is; empty for what is no layer directory, and before Docker
    /// 1.10.</summary>
    public ImmutableArray<Resource> Layers { get; init; } = [];

    /// <summary>Where it stands in each image that needs it; empty for what is no layer or layer directory.</summary>
    public ImmutableArray<LayerPosition> Positions { get; init; } = [];

    /// <summary>Present exactly for images.</summary>
    public ImageSummary? Image { get; init; }

    /// <summary>Its directories on disk, top first; empty for a layer directory, which is one itself.</summary>
    public ImmutableArray<Belonging> Belongings { get; init; } = [];

    /// <summary>Allocated bytes of <see cref="Belongings"/>; null where one was not measured.</summary>
    public Bytes? Total => DirectorySizes.Sum(Belongings.Select(belonging => belonging.Directory));

    /// <summary>Bytes of those that it shares with nobody.</summary>
    public Bytes? Unique =>
        DirectorySizes.Sum(
            Belongings.Where(belonging => belonging.SharedWith.IsEmpty).Select(belonging => belonging.Directory)
        );
}
