using System.Collections.Immutable;

namespace NodeGc.Storage.Quarantining;

/// <summary>What the engine knows of a volume and forgets when it removes it.</summary>
/// <param name="Name">The volume's name.</param>
/// <param name="Driver">Its volume driver, for example <c>local</c>.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Options">Its driver options.</param>
public sealed record VolumeDefinition(
    string Name,
    string Driver,
    ImmutableDictionary<string, string> Labels,
    ImmutableDictionary<string, string> Options
);
