using NodeGc.Agent.Scanning;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>Where a policy has a <c>when</c>, only a store that is full enough is looked at; and before anything that
/// was not judged garbage yet, the quarantine goes, oldest first: nobody needed it, and it takes up space until it is
/// deleted.</summary>
internal sealed class PressureGate(NodeScanner scanner, TimeProvider time)
{
    /// <summary>Measures, and evicts where <paramref name="mayRemove"/>; where not, what lies in the quarantine is
    /// counted as room that could be made.</summary>
    public async Task<PressureEntry> EnterAsync(
        CleanupPolicy policy,
        bool mayRemove,
        CancellationToken cancellationToken
    )
    {
        if (policy.When is not { } when)
            return PressureEntry.Always;
        var dataRoot = scanner.Locate().DataRoot;
        var before = FileSystemUsage.Read(dataRoot).Fullness;
        if (!when.IsReached(before))
            return new PressureEntry(when) { ClosedBecause = when.AgainstHigh(before) };
        if (mayRemove)
            return await EvictAsync(when, before, dataRoot, cancellationToken);
        var evictable = new Extent(Bytes.Sum(QuarantineListing.Read(dataRoot).Select(item => item.Size)), 0);
        return new PressureEntry(when with { HasBegun = true, Evictable = evictable })
        {
            StartReason =
                $"{when.AgainstHigh(before)}{(evictable == Extent.Zero ? "" : $"; the quarantine ({evictable.Bytes}) would go first")}",
        };
    }

    private async Task<PressureEntry> EvictAsync(
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
            : $"; first {evicted.Deleted.Length} items of the quarantine were deleted ({evicted.Reclaimed} reclaimed)";
        return new PressureEntry(when with { HasBegun = true })
        {
            StartReason = $"{when.AgainstHigh(before)}{first}",
            ClosedBecause = when.IsLow(after) ? $"{when.AgainstHigh(before)}{first}; {when.AgainstLow(after)}" : null,
        };
    }
}
