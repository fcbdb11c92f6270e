using System.Text.Json.Serialization;

namespace NodeGc.Api.Figures;

/// <summary>A class of garbage, spelled as the field of <c>spec.collect</c> that asks for it.</summary>
public enum CollectedClass
{
    [JsonStringEnumMemberName("layers")]
    Layers,

    [JsonStringEnumMemberName("volumes")]
    Volumes,

    [JsonStringEnumMemberName("stores")]
    Stores,

    [JsonStringEnumMemberName("containers")]
    Containers,

    [JsonStringEnumMemberName("images")]
    Images,

    [JsonStringEnumMemberName("buildCache")]
    BuildCache,

    [JsonStringEnumMemberName("mounts")]
    Mounts,

    [JsonStringEnumMemberName("debris")]
    Debris,
}
