using NodeGc.Collector.Accounting;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Reports;

/// <summary>What the store holds of one class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Total">All of it.</param>
/// <param name="InUse">What of it is in use.</param>
/// <param name="Unused">The rest: what of it may be removed is for a policy to say.</param>
/// <param name="ReclaimableBytes">What would be free again if all that is unused went; null where that is not
/// known.</param>
public sealed record ClassDocument(
    string Class,
    HoldingDocument Total,
    HoldingDocument InUse,
    HoldingDocument Unused,
    long? ReclaimableBytes
)
{
    /// <summary>Of images: how many have no tag and nothing built on them.</summary>
    public int? Dangling { get; init; }

    internal static ClassDocument Of(ClassHolding holding) =>
        new(
            holding.Class.Word(),
            HoldingDocument.Of(holding.Total),
            HoldingDocument.Of(holding.InUse),
            HoldingDocument.Of(holding.Unused),
            holding.Reclaimable?.Value
        )
        {
            Dangling = holding.Dangling,
        };
}
