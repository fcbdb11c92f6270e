using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Removal.Sweeping;

/// <summary>What a sweep did. <see cref="Quarantined"/> still takes up space, <see cref="Reclaimed"/> is
/// free.</summary>
public sealed record SweepReport
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>Every item of the plan, in its order.</summary>
    public required ImmutableArray<SweptItem> Items { get; init; }

    /// <summary>The planned sizes of what is in the quarantine now.</summary>
    public required Bytes Quarantined { get; init; }

    /// <summary>How much the filesystem's free space grew during deletions; inaccurate if others write, so it may be
    /// negative.</summary>
    public required Bytes Reclaimed { get; init; }

    /// <summary>Why the run stopped before its last item; null if it did not.</summary>
    public string? StopReason { get; init; }

    /// <summary>Notes that are not failures.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
