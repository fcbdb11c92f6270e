using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>Disk usage of a data root, and how much of it <c>docker system df</c> accounts for.</summary>
/// <param name="MeasurementTime">When it was measured.</param>
/// <param name="OnDisk">The sum of the parts.</param>
/// <param name="AccountedFor">How much of it <c>docker system df</c> accounts for.</param>
/// <param name="Unaccounted">The rest.</param>
/// <param name="Parts">The parts; empty ones are omitted.</param>
/// <param name="DeletedOpenFiles">The largest deleted files that a process holds open, up to
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
    /// <summary>A directory outside the data root that holds part of the store; not included in the parts or the
    /// sum.</summary>
    public OutsideDocument? Outside { get; init; }

    /// <summary>Maximum number of entries of <see cref="DeletedOpenFiles"/>, and of <see cref="Logs"/>.</summary>
    public const int MaxFiles = 20;

    /// <summary>The largest logs by container, up to <see cref="MaxFiles"/>.</summary>
    public ImmutableArray<ContainerLogDocument> Logs { get; init; } = [];
}
