using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>What a sweep did. Its figures never mix: <see cref="Quarantined"/> still takes up space,
/// <see cref="Reclaimed"/> is free.</summary>
public sealed record SweepReport
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>Every item of the plan, in its order.</summary>
    public required ImmutableArray<SweptItem> Items { get; init; }

    /// <summary>The planned sizes of what lies in the quarantine now.</summary>
    public required Bytes Quarantined { get; init; }

    /// <summary>By how much the filesystem's free space grew while things were deleted; other writers blur it, so it
    /// may be less than zero.</summary>
    public required Bytes Reclaimed { get; init; }

    /// <summary>Why the run ended before its last item; null if it did not.</summary>
    public string? EndedBecause { get; init; }

    /// <summary>What somebody should know although nothing failed.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
