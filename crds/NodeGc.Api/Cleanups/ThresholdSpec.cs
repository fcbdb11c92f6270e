namespace NodeGc.Api.Cleanups;

/// <summary>When to start and when to stop cleaning, as usage percentages. Same terms and meaning as in
/// kubelet.</summary>
public sealed record ThresholdSpec
{
    /// <summary>Cleaning starts at this usage, 1 to 100.</summary>
    public required int High { get; init; }

    /// <summary>Cleaning stops at or below this usage, 0 to 99 and less than <see cref="High"/>.</summary>
    public required int Low { get; init; }
}
