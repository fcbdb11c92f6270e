using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.State;

/// <summary>Metadata whose loss was confirmed, as it was then. If it changes, the confirmation is void
/// permanently.</summary>
/// <param name="Path">Relative to the data root.</param>
/// <param name="Identity">Its identity then.</param>
/// <param name="Problem">The problem then.</param>
/// <param name="ConfirmedAt">When it was confirmed.</param>
/// <param name="IsByAnnotation">Confirmed by the annotation of the NodeStorage; otherwise on the command line.</param>
internal sealed record ConfirmedLoss(
    string Path,
    string Identity,
    string Problem,
    DateTimeOffset ConfirmedAt,
    bool IsByAnnotation
)
{
    /// <summary>What was kept because of it until then. It may have been intact unnoticed in between, so anything newer
    /// may belong to it and is not released.</summary>
    public ImmutableArray<ResourceId> Kept { get; init; } = [];

    /// <summary>A scan has seen that it changed.</summary>
    public bool IsVoid { get; init; }
}
