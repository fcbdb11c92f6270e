using System.Collections.Immutable;

namespace NodeGc.Testing.Otlp;

/// <summary>One value of a metric, as a receiver got it.</summary>
/// <param name="Name">Of the metric.</param>
/// <param name="Kind"><c>gauge</c>, <c>counter</c> (a cumulative, monotonic sum), <c>sum</c> or
/// <c>histogram</c>.</param>
/// <param name="Labels">As <c>name=value</c>, sorted and joined by commas.</param>
/// <param name="Value">Of a histogram, the sum of what was recorded.</param>
/// <param name="Resource">Attributes of the process.</param>
public sealed record OtlpPoint(
    string Name,
    string Kind,
    string Labels,
    double Value,
    ImmutableDictionary<string, string> Resource
)
{
    /// <summary>How often something was recorded; 0 except in a histogram.</summary>
    public long Count { get; init; }

    /// <summary>Upper bounds; empty except in a histogram.</summary>
    public ImmutableArray<double> Bounds { get; init; } = [];

    /// <summary>How many were recorded below each bound, and above the last.</summary>
    public ImmutableArray<long> Buckets { get; init; } = [];
}
