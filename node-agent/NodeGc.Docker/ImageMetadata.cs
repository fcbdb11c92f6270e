namespace NodeGc.Docker;

/// <summary>What the engine notes of an image beside its configuration.</summary>
public sealed record ImageMetadata
{
    /// <summary>When it was given a name last, by a pull, a build or a tag; the year 1 where it never was.</summary>
    public DateTimeOffset? LastTagTime { get; init; }
}
