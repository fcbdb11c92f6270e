using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.State;

/// <summary>A piece of metadata whose loss was confirmed, as it was then: one that has changed since is in doubt
/// again, for good.</summary>
/// <param name="Path">Relative to the data root.</param>
/// <param name="Identity">What it was.</param>
/// <param name="Problem">What was wrong with it.</param>
/// <param name="ConfirmedAt">When.</param>
/// <param name="IsByAnnotation">By the annotation of the NodeStorage; otherwise on the command line.</param>
internal sealed record ConfirmedLoss(
    string Path,
    string Identity,
    string Problem,
    DateTimeOffset ConfirmedAt,
    bool IsByAnnotation
)
{
    /// <summary>What it kept until then: it may have been whole in between without anybody noticing, so that what came
    /// later may be its own.</summary>
    public ImmutableArray<ResourceId> Kept { get; init; } = [];

    /// <summary>A scan has seen it changed.</summary>
    public bool IsVoid { get; init; }
}
