using NodeGc.Api.Figures;

namespace NodeGc.Api.Nodes;

/// <summary>One layer directory or volume in a report.</summary>
public sealed record ItemReport
{
    public required CollectedClass Class { get; init; }

    /// <summary>Path of a layer directory below the data root, or name of a volume.</summary>
    public required string Name { get; init; }

    public long Bytes { get; init; }

    /// <summary>Why nothing needs it, or why it is kept for now.</summary>
    public required string Reason { get; init; }

    public required ItemOutcome Outcome { get; init; }
}
