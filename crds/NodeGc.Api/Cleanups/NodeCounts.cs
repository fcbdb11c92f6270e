namespace NodeGc.Api.Cleanups;

/// <summary>Number of nodes of a run by phase.</summary>
public sealed record NodeCounts
{
    public int Selected { get; init; }

    public int Pending { get; init; }

    public int Running { get; init; }

    public int Succeeded { get; init; }

    public int Failed { get; init; }

    /// <summary>Nodes that have no live agent or nothing to do.</summary>
    public int Skipped { get; init; }
}
