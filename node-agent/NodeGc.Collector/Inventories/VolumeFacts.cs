namespace NodeGc.Collector.Inventories;

/// <summary>What the engine and the disk say about a volume.</summary>
/// <param name="IsKnown">The engine or its <c>metadata.db</c> names it.</param>
/// <param name="IsAnonymous">Created by the engine for a container: by its label or, before engine 23, by a name of 64
/// hexadecimal digits with neither labels nor options.</param>
/// <param name="IsLocal">Its data is in its directory: the <c>local</c> driver without mount options.</param>
public sealed record VolumeFacts(bool IsKnown, bool IsAnonymous, bool IsLocal)
{
    /// <summary>Its name is engine-generated and it has neither labels nor options, the only mark of anonymous volumes
    /// before engine 23. It is listed as anonymous; only <see cref="IsAnonymous"/> decides whether it is removed as
    /// one.</summary>
    public bool HasNameOfEngine { get; init; }

    /// <summary>
    /// Its options say where its data is (a bind, a share, a tmpfs) and its directory holds nothing else, so the engine
    /// removes only its record. For volumes of the <c>local</c> driver.
    /// </summary>
    public bool IsRecordOnly { get; init; }
}
