namespace NodeGc.Collector.Inventories;

/// <summary>What the engine and the disk say about a volume.</summary>
/// <param name="IsKnown">The engine or its <c>metadata.db</c> names it.</param>
/// <param name="IsAnonymous">Made by the engine for a container, not named by a person: by its label, or, before engine
/// 23, by a name of 64 hexadecimal digits with neither labels nor options.</param>
/// <param name="IsLocal">Its data lies in its directory: the <c>local</c> driver without mount options.</param>
public sealed record VolumeFacts(bool IsKnown, bool IsAnonymous, bool IsLocal)
{
    /// <summary>Its name is one that engines give, and it has neither labels nor options: engines before 23 mark
    /// anonymous volumes by nothing else. It is listed
    /// as anonymous; whether it is removed as one is for <see cref="IsAnonymous"/> to say.</summary>
    public bool HasNameOfEngine { get; init; }

    /// <summary>
    /// Its options name the place of its data (a bind, a share, a tmpfs), and its directory holds nothing but them:
    /// what the engine removes of it is its record. Of volumes of the <c>local</c> driver only.
    /// </summary>
    public bool IsRecordOnly { get; init; }
}
