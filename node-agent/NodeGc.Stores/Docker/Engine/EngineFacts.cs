using System.Collections.Immutable;
using System.Globalization;
using NodeGc.Stores.Docker.Volumes;

namespace NodeGc.Stores.Docker.Engine;

/// <summary>Answers of the engine that do not belong to single resources.</summary>
/// <param name="Version">Its release, for example <c>20.10.24</c>; null if it does not answer.</param>
/// <param name="Volumes">The volumes it knows.</param>
internal sealed record EngineFacts(string? Version, ImmutableArray<VolumeRecord> Volumes)
{
    /// <summary>Nobody answered.</summary>
    public static readonly EngineFacts None = new(null, []);

    private const int FirstThatMarks = 23;

    /// <summary>An engine is running on this data root: it answered, or there is other evidence.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Start times of the running containers; null entries if unknown.</summary>
    public ImmutableArray<DateTimeOffset?> RunningSince { get; init; } = [];

    /// <summary>The engine labels anonymous volumes. For an unknown engine the stricter rule is assumed: a volume
    /// without the label was named by a person.</summary>
    public bool MarksAnonymousVolumes =>
        !int.TryParse(Version?.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
        || major >= FirstThatMarks;
}
