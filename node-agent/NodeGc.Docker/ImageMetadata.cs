namespace NodeGc.Docker;

/// <summary>Metadata that the engine keeps besides an image's configuration.</summary>
public sealed record ImageMetadata
{
    /// <summary>When it was last named by a pull, build or tag; the year 1 if never.</summary>
    public DateTimeOffset? LastTagTime { get; init; }
}
