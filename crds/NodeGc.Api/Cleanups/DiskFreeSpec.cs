using System.Text.Json.Serialization;
using NodeGc.Api.Json;

namespace NodeGc.Api.Cleanups;

/// <summary>When to begin and when to stop, in bytes that are free: quantities.</summary>
public sealed record DiskFreeSpec
{
    /// <summary>Nothing is removed while at least this is free; more than 0.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public required string Low { get; init; }

    /// <summary>Nothing more is removed once this is free; more than <see cref="Low"/>.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public required string High { get; init; }
}
