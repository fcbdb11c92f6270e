using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>Allocated bytes and inodes.</summary>
public sealed record ExtentDocument(long Bytes, long Inodes)
{
    internal static ExtentDocument From(Extent extent) => new(extent.Bytes.Value, extent.Inodes);
}
