using NodeGc.Collector.Accounting;

namespace NodeGc.Agent.Reports;

/// <summary>A number of items and their allocated bytes; null if unknown.</summary>
public sealed record HoldingDocument(int Items, long? Bytes)
{
    internal static HoldingDocument From(Holding holding) => new(holding.Items, holding.Bytes?.Value);
}
