using System.Collections.Immutable;

namespace NodeGc.Storage.Volumes;

/// <summary>What the engine says of a volume, in its database or in its own words.</summary>
/// <param name="Name">The name.</param>
/// <param name="Driver">The volume driver; empty where it is not told.</param>
/// <param name="Labels">Null where there are none at all, as for anonymous volumes of old engines.</param>
/// <param name="Options">Options of the driver; with any, the data may lie elsewhere.</param>
internal sealed record VolumeRecord(
    string Name,
    string Driver,
    ImmutableDictionary<string, string>? Labels,
    ImmutableDictionary<string, string> Options
)
{
    /// <summary>The label of volumes that an engine made for a container, since 23.0.</summary>
    public const string AnonymousLabel = "com.docker.volume.anonymous";
}
