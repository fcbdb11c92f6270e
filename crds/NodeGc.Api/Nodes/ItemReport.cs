using NodeGc.Api.Figures;

namespace NodeGc.Api.Nodes;

/// <summary>One item in a report.</summary>
public sealed record ItemReport
{
    public required CollectedClass Class { get; init; }

    /// <summary>Path below the data root, or name or ID of the item.</summary>
    public required string Name { get; init; }

    public long Bytes { get; init; }

    /// <summary>Why the item is unused, or why it was not removed.</summary>
    public required string Reason { get; init; }

    public required ItemOutcome Outcome { get; init; }
}
