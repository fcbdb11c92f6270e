using System.Collections.Immutable;

namespace NodeGc.Removal.Journaling;

/// <summary>What the engine records about a volume until it removes it.</summary>
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
