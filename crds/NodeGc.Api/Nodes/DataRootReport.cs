using System.Collections.Immutable;
using NodeGc.Api.Figures;

namespace NodeGc.Api.Nodes;

/// <summary>What a data root takes on disk, against what its engine admits to. Bounded, whatever the size of the
/// store.</summary>
public sealed record DataRootReport
{
    /// <summary>Most data roots of a node.</summary>
    public const int MaxRoots = 16;

    /// <summary>Most entries of <see cref="DeletedOpen"/>.</summary>
    public const int MaxFiles = 10;

    /// <summary>The data root, as the agent sees it.</summary>
    public required string Path { get; init; }

    public string? Driver { get; init; }

    /// <summary>Null while no engine answers.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>When it was last measured; looks between orders measure nothing.</summary>
    public DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>The sum of <see cref="Parts"/>.</summary>
    public Space OnDisk
    {
        get;
        init => field = value ?? Space.None;
    } = Space.None;

    /// <summary>What the engine admits to of that: what <c>docker system df</c> counts.</summary>
    public Space Admitted
    {
        get;
        init => field = value ?? Space.None;
    } = Space.None;

    /// <summary>The difference.</summary>
    public Space Gap
    {
        get;
        init => field = value ?? Space.None;
    } = Space.None;

    /// <summary>What it consists of; parts that are empty are left out.</summary>
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
    public ImmutableArray<DeletedOpenFile> DeletedOpen
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];
}
