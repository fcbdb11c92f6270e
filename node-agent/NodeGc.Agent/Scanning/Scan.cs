using NodeGc.Collector.Accounting;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;
using NodeGc.Host.Linux;

namespace NodeGc.Agent.Scanning;

/// <summary>The result of a scan of a store.</summary>
/// <param name="Liveness">What was found, and what of it is in use.</param>
/// <param name="Sightings">What this scan and earlier ones saw as garbage.</param>
/// <param name="Usage">Usage of the filesystem.</param>
public sealed record Scan(Liveness Liveness, Sightings Sightings, FileSystemUsage Usage)
{
    /// <summary>What was found.</summary>
    public Inventory Inventory => Liveness.Inventory;

    /// <summary>Disk usage and how much of it Docker accounts for, as of the last measurement; null before the
    /// first.</summary>
    public StoreUsage? StoreUsage { get; init; }

    /// <summary>What <paramref name="policy"/> would remove, as of this scan.</summary>
    public SweepPlan Plan(CleanupPolicy policy) => Planner.Plan(InputFor(policy));

    /// <summary>This scan as input for <paramref name="policy"/>.</summary>
    public PolicyInput InputFor(CleanupPolicy policy) =>
        new(Liveness, policy, Sightings, Inventory.TakenAt) { SpaceTarget = policy.When?.TargetFor(Usage.Fullness) };

    /// <summary>When another scan could confirm something that <paramref name="plan"/> holds only because it is
    /// unconfirmed, or when a restarted daemon has settled; null if there is nothing to wait for.</summary>
    public DateTimeOffset? FindNextScanTime(SweepPlan plan, CleanupPolicy policy)
    {
        var waiting =
            from held in plan.Held
            where PolicyRules.NeedsAnotherScan(held.Reason)
            select Sightings.Find(held.Resource)?.ConfirmableAt(policy.For(held.Class)!);
        return waiting.Append(FindSettleTime(policy)).Max();
    }

    private DateTimeOffset? FindSettleTime(CleanupPolicy policy) =>
        Inventory.Doubts.Any(doubt => doubt.Kind == DoubtKind.StoreUnsettled)
            ? Collector.Instant.Later(Inventory.TakenAt, ScanOptions.For(policy).SettleTime)
            : null;
}
