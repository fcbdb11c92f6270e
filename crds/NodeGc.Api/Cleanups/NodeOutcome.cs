namespace NodeGc.Api.Cleanups;

/// <summary>One node in the newest run.</summary>
public sealed record NodeOutcome
{
    public required string Name { get; init; }

    public required NodePhase Phase { get; init; }

    /// <summary>What happened there, at most 1024 characters.</summary>
    public string? Message { get; init; }

    /// <summary>Bytes reclaimable, quarantined and reclaimed there together.</summary>
    public long Bytes { get; init; }
}
