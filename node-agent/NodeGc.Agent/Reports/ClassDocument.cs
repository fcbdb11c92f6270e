using NodeGc.Collector.Accounting;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Reports;

/// <summary>Usage of one class in the store.</summary>
/// <param name="Class">The class.</param>
/// <param name="Total">All items.</param>
/// <param name="InUse">Items in use.</param>
/// <param name="Unused">The rest; a policy decides what of it may be removed.</param>
/// <param name="ReclaimableBytes">Bytes freed if everything unused were removed; null if unknown.</param>
public sealed record ClassDocument(
    string Class,
    HoldingDocument Total,
    HoldingDocument InUse,
    HoldingDocument Unused,
    long? ReclaimableBytes
)
{
    /// <summary>For images: how many have no tag and no image built on them.</summary>
    public int? Dangling { get; init; }

    internal static ClassDocument From(ClassHolding holding) =>
        new(
            holding.Class.Word(),
            HoldingDocument.From(holding.Total),
            HoldingDocument.From(holding.InUse),
            HoldingDocument.From(holding.Unused),
            holding.Reclaimable?.Value
        )
        {
            Dangling = holding.Dangling,
        };
}
