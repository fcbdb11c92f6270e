using System.Text.Json.Serialization;
using NodeGc.Api.Json;

namespace NodeGc.Api.Cleanups;

/// <summary>When a build cache record may be removed. Age counts from the last use by a build; default 48h.</summary>
public sealed record BuildCacheSpec() : ClassSpec("48h")
{
    /// <summary>Amount of build cache to keep, most recently used first: a quantity, default 0.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public string KeepBytes
    {
        get;
        init => field = value ?? "0";
    } = "0";
}
