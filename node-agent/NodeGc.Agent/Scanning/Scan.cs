using System.Collections.Immutable;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking.Rules;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Linux;

namespace NodeGc.Agent.Scanning;

/// <summary>One complete look at a store.</summary>
/// <param name="Inventory">What was found, measured.</param>
/// <param name="Sightings">What this look and earlier ones saw as garbage.</param>
/// <param name="Usage">How full the filesystem is.</param>
/// <param name="Notes">What went wrong without being a doubt: a directory that vanished while it was measured.</param>
public sealed record Scan(Inventory Inventory, Sightings Sightings, FileSystemUsage Usage, ImmutableArray<string> Notes)
{
    /// <summary>What the store takes on disk and how much the engine accounts for, as of the last complete look; null
    /// where there was none yet.</summary>
    public StoreUsage? StoreUsage { get; init; }

    /// <summary>What <paramref name="policy"/> would remove, as of this look.</summary>
    public SweepPlan Plan(CleanupPolicy policy) => Planner.Plan(InputFor(policy));

    /// <summary>This look under <paramref name="policy"/>.</summary>
    public PolicyInput InputFor(CleanupPolicy policy) =>
        new(Inventory, policy, Sightings, Inventory.TakenAt) { SpaceTarget = policy.When?.TargetFor(Usage.Fullness) };

    /// <summary>When another look could confirm something that <paramref name="plan"/> holds only for want of one, or
    /// find an engine settled that was just started; null where there is nothing to wait for.</summary>
    public DateTimeOffset? FindNextLook(SweepPlan plan, CleanupPolicy policy)
    {
        var waiting =
            from held in plan.Held
            where PolicyRules.NeedsAnotherScan(held.Reason)
            select Sightings.Find(held.Resource)?.ConfirmableAt(policy.For(held.Class)!);
        return waiting.Append(FindSettled(policy)).Max();
    }

    private DateTimeOffset? FindSettled(CleanupPolicy policy) =>
        Inventory.Doubts.Any(doubt => doubt.Kind == DoubtKind.StoreUnsettled)
            ? Collector.Instant.Later(Inventory.TakenAt, Looking.For(policy).Settle)
            : null;
}
