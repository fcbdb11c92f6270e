using System.Text.Json.Serialization;

namespace NodeGc.Api.Figures;

/// <summary>A class of garbage, named like its field in <c>spec.collect</c>.</summary>
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
