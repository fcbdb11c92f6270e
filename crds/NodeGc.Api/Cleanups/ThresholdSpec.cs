namespace NodeGc.Api.Cleanups;

/// <summary>When to begin and when to stop, in percent of what the filesystem can hold: kubelet's words, with the same
/// meaning.</summary>
public sealed record ThresholdSpec
{
    /// <summary>Nothing goes while less is used, 1 to 100.</summary>
    public required int High { get; init; }

    /// <summary>Nothing more goes once no more is used, 0 to 99 and less than <see cref="High"/>.</summary>
    public required int Low { get; init; }
}
