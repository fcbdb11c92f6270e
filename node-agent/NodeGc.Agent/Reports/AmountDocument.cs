using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>A number of items and their allocated bytes.</summary>
public sealed record AmountDocument(int Items, long Bytes)
{
    internal static AmountDocument From(IReadOnlyCollection<Bytes> sizes) =>
        new(sizes.Count, Collector.Bytes.Sum(sizes).Value);
}
