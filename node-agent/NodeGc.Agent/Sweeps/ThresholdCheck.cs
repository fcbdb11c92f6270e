using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;
using NodeGc.Host.Linux;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>If a policy has a <c>when</c>, a store is only scanned once usage reaches high. The quarantine is then
/// deleted first, oldest items first: they are known garbage and take up space until they are deleted.</summary>
internal sealed class ThresholdCheck(NodeScanner scanner, TimeProvider time)
{
    /// <summary>Measures usage, and evicts if <paramref name="mayRemove"/>; otherwise the size of the quarantine
    /// counts as space that could be freed.</summary>
    public async Task<ThresholdResult> EvaluateAsync(
        CleanupPolicy policy,
        bool mayRemove,
        CancellationToken cancellationToken
    )
    {
        if (policy.When is not { } when)
            return ThresholdResult.Always;
        var dataRoot = scanner.Locate().DataRoot;
        var before = FileSystemUsage.Read(dataRoot).Fullness;
        if (!when.IsReached(before))
            return new ThresholdResult(when) { SkipReason = when.AgainstHigh(before) };
        if (mayRemove)
            return await EvictAsync(when, before, dataRoot, cancellationToken);
        var evictable = new Extent(Bytes.Sum(QuarantineListing.Read(dataRoot).Select(item => item.Size)), 0);
        return new ThresholdResult(when with { HasBegun = true, Evictable = evictable })
        {
            StartReason =
                when.AgainstHigh(before)
                + (evictable == Extent.Zero ? "" : $"; the quarantine ({evictable.Bytes}) would be deleted first"),
        };
    }

    private async Task<ThresholdResult> EvictAsync(
        Thresholds when,
        Fullness before,
        string dataRoot,
        CancellationToken cancellationToken
    )
    {
        var evicted = await new NodeSweeper(scanner, time).EvictAsync(
            _ => true,
            usage => when.IsLow(usage.Fullness),
            cancellationToken
        );
        var after = FileSystemUsage.Read(dataRoot).Fullness;
        var first = evicted.Deleted.IsEmpty
            ? ""
            : $"; {evicted.Deleted.Length} quarantined items were deleted first ({evicted.Reclaimed} reclaimed)";
        return new ThresholdResult(when with { HasBegun = true })
        {
            StartReason = $"{when.AgainstHigh(before)}{first}",
            SkipReason = when.IsLow(after) ? $"{when.AgainstHigh(before)}{first}; {when.AgainstLow(after)}" : null,
        };
    }
}
