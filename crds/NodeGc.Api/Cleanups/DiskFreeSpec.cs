using System.Text.Json.Serialization;
using NodeGc.Api.Json;

namespace NodeGc.Api.Cleanups;

/// <summary>When to start and when to stop cleaning, in free bytes (quantities).</summary>
public sealed record DiskFreeSpec
{
    /// <summary>Cleaning starts if less than this is free. More than 0.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public required string Low { get; init; }

    /// <summary>Cleaning stops once at least this is free. More than <see cref="Low"/>.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public required string High { get; init; }
}
