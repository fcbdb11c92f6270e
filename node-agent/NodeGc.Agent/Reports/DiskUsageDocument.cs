using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What a data root takes on disk, and how much of it <c>docker system df</c> accounts for.</summary>
/// <param name="MeasurementTime">When.</param>
/// <param name="OnDisk">The sum of the parts.</param>
/// <param name="AccountedFor">How much of it <c>docker system df</c> accounts for.</param>
/// <param name="Unaccounted">The rest.</param>
/// <param name="Parts">What it consists of; empty parts are left out.</param>
/// <param name="DeletedOpenFiles">The largest deleted files that a process holds open, at most
/// <see cref="MaxFiles"/>.</param>
/// <param name="Notes">What could not be measured.</param>
public sealed record DiskUsageDocument(
    DateTimeOffset MeasurementTime,
    ExtentDocument OnDisk,
    ExtentDocument AccountedFor,
    ExtentDocument Unaccounted,
    ImmutableArray<DiskUsagePartDocument> Parts,
    ImmutableArray<HeldFileDocument> DeletedOpenFiles,
    ImmutableArray<string> Notes
)
{
    /// <summary>A folder outside the data root that holds part of the engine's store, and what it takes; in no part and
    /// not in the sum.</summary>
    public OutsideDocument? Outside { get; init; }

    /// <summary>Most entries of <see cref="DeletedOpenFiles"/>, and of <see cref="Logs"/>.</summary>
    public const int MaxFiles = 20;

    /// <summary>The largest logs by container, at most <see cref="MaxFiles"/>.</summary>
    public ImmutableArray<ContainerLogDocument> Logs { get; init; } = [];
}
