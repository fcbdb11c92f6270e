using System.Collections.Immutable;
using System.Globalization;
using NodeGc.Storage.Volumes;

namespace NodeGc.Storage.Engine;

/// <summary>What the engine told that does not fit into single resources.</summary>
/// <param name="Version">Its release, for example <c>20.10.24</c>; null while none answers.</param>
/// <param name="Volumes">The volumes it knows.</param>
internal sealed record EngineFacts(string? Version, ImmutableArray<VolumeRecord> Volumes)
{
    /// <summary>Nobody answered.</summary>
    public static readonly EngineFacts None = new(null, []);

    private const int FirstThatMarks = 23;

    /// <summary>An engine runs on this data root: it answered, or something else shows it.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Since when each container runs that runs; null where that is not told.</summary>
    public ImmutableArray<DateTimeOffset?> RunningSince { get; init; } = [];

    /// <summary>The engine labels the anonymous volumes that it makes. Of an unknown engine the stricter is assumed:
    /// without the label a volume was named by a person.</summary>
    public bool MarksAnonymousVolumes =>
        !int.TryParse(Version?.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
        || major >= FirstThatMarks;
}
