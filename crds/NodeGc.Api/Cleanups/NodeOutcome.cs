namespace NodeGc.Api.Cleanups;

/// <summary>One node in the most recent run.</summary>
public sealed record NodeOutcome
{
    public required string Name { get; init; }

    public required NodePhase Phase { get; init; }

    /// <summary>Human-readable details, up to 1024 characters.</summary>
    public string? Message { get; init; }

    /// <summary>Sum of reclaimable, quarantined and reclaimed bytes. Reclaimable keeps the plan's estimate, so removed
    /// bytes count twice.</summary>
    public long Bytes { get; init; }
}
