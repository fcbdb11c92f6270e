using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What a data root takes on disk, against what its engine admits to.</summary>
/// <param name="MeasuredAt">When.</param>
/// <param name="OnDisk">The sum of the parts.</param>
/// <param name="Admitted">What the engine admits to of that: what <c>docker system df</c> counts.</param>
/// <param name="Difference">The rest.</param>
/// <param name="Parts">What it consists of; empty parts are left out.</param>
/// <param name="DeletedOpen">The largest deleted files that a process holds open, at most
/// <see cref="MaxFiles"/>.</param>
/// <param name="Notes">What could not be measured.</param>
public sealed record GapDocument(
    DateTimeOffset MeasuredAt,
    ExtentDocument OnDisk,
    ExtentDocument Admitted,
    ExtentDocument Difference,
    ImmutableArray<GapPartDocument> Parts,
    ImmutableArray<HeldFileDocument> DeletedOpen,
    ImmutableArray<string> Notes
)
{
    /// <summary>A folder outside the data root that holds part of the engine's store, and what it takes; in no part and
    /// not in the sum.</summary>
    public OutsideDocument? Outside { get; init; }

    /// <summary>Most entries of <see cref="DeletedOpen"/>, and of <see cref="Logs"/>.</summary>
    public const int MaxFiles = 20;

    /// <summary>The largest logs by container, at most <see cref="MaxFiles"/>.</summary>
    public ImmutableArray<ContainerLogDocument> Logs { get; init; } = [];
}
