using System.Collections.Immutable;

namespace NodeGc.Stores.Docker.Volumes;

/// <summary>The engine's record of a volume, from its database or API.</summary>
/// <param name="Name">The name.</param>
/// <param name="Driver">The volume driver; empty if unknown.</param>
/// <param name="Labels">Null if not recorded, as for anonymous volumes of old engines.</param>
/// <param name="Options">Options of the driver; with any, the data may be elsewhere.</param>
internal sealed record VolumeRecord(
    string Name,
    string Driver,
    ImmutableDictionary<string, string>? Labels,
    ImmutableDictionary<string, string> Options
)
{
    /// <summary>The label of anonymous volumes, since 23.0.</summary>
    public const string AnonymousLabel = "com.docker.volume.anonymous";
}
