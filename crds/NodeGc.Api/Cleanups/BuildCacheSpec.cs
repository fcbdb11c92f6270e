using System.Text.Json.Serialization;
using NodeGc.Api.Json;

namespace NodeGc.Api.Cleanups;

/// <summary>When a record of BuildKit's cache may go. A record that a build used later is kept; 48h unless said
/// otherwise.</summary>
public sealed record BuildCacheSpec() : ClassSpec("48h")
{
    /// <summary>The amount to keep, the most recently used first: a quantity; 0 unless said otherwise.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public string KeepBytes
    {
        get;
        init => field = value ?? "0";
    } = "0";
}
