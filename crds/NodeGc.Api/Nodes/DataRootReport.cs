using System.Collections.Immutable;
using NodeGc.Api.Figures;

namespace NodeGc.Api.Nodes;

/// <summary>Disk usage of a data root, and how much of it the engine accounts for. Bounded, regardless of the size of
/// the store.</summary>
public sealed record DataRootReport
{
    /// <summary>Maximum number of data roots per node.</summary>
    public const int MaxRoots = 16;

    /// <summary>Maximum number of entries in <see cref="DeletedOpenFiles"/>.</summary>
    public const int MaxFiles = 10;

    /// <summary>Path of the data root, as seen by the agent.</summary>
    public required string Path { get; init; }

    public string? Driver { get; init; }

    /// <summary>Null while no engine responds.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>When disk usage was last measured.</summary>
    public DateTimeOffset? MeasurementTime { get; init; }

    /// <summary>The sum of <see cref="Parts"/>.</summary>
    public Space OnDisk
    {
        get;
        init => field = value ?? Space.None;
    } = Space.None;

    /// <summary>How much of it the engine accounts for: what <c>docker system df</c> counts.</summary>
    public Space AccountedFor
    {
        get;
        init => field = value ?? Space.None;
    } = Space.None;

    /// <summary>The rest.</summary>
    public Space Unaccounted
    {
        get;
        init => field = value ?? Space.None;
    } = Space.None;

    /// <summary>Disk usage by part. Empty parts are omitted.</summary>
    public ImmutableArray<DataRootPart> Parts
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    public QuarantineReport Quarantine
    {
        get;
        init => field = value ?? QuarantineReport.None;
    } = QuarantineReport.None;

    /// <summary>The largest deleted files that a process holds open.</summary>
    public ImmutableArray<DeletedOpenFile> DeletedOpenFiles
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
