using System.Collections.Frozen;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;

namespace NodeGc.Collector.Rules;

/// <summary>The input of policy rules.</summary>
/// <param name="liveness">What was found, and what of it is in use.</param>
/// <param name="policy">What may be removed.</param>
/// <param name="sightings">What earlier scans saw, this one included.</param>
/// <param name="now">The time of the decision.</param>
public sealed class PolicyInput(Liveness liveness, CleanupPolicy policy, Sightings sightings, DateTimeOffset now)
{
    private readonly FrozenSet<ResourceId> released = Releases.Find(liveness.Inventory, policy);

    /// <summary>What was found.</summary>
    public Inventory Inventory => liveness.Inventory;

    /// <summary>What of it is in use.</summary>
    public Liveness Liveness => liveness;

    /// <summary>What may be removed.</summary>
    public CleanupPolicy Policy => policy;

    /// <summary>What earlier scans saw, this one included.</summary>
    public Sightings Sightings => sightings;

    /// <summary>The time of the decision.</summary>
    public DateTimeOffset Now => now;

    /// <summary>How much to remove until enough space is free; null = everything eligible.</summary>
    public SpaceTarget? SpaceTarget { get; init; }

    /// <summary>What is in use, without what the policy releases.</summary>
    internal LiveSet Alive => field ??= liveness.WithoutReleased(released);

    /// <summary>Everything that a plan could include, in canonical order.</summary>
    internal IEnumerable<Resource> Removable =>
        field ??=
            released.Count == 0
                ? Inventory.Graph.Candidates
                :
                [
                    .. Inventory
                        .Graph.Candidates.Concat(released.Items.Select(id => Inventory.Graph.Find(id)!))
                        .OrderBy(resource => resource.Id),
                ];

    /// <summary>What a rule may keep, without what is in use anyway.</summary>
    internal IEnumerable<Resource> Candidates =>
        field ??= [.. Removable.Where(resource => !Alive.Contains(resource.Id))];

    internal IEnumerable<Resource> Volumes => Candidates.Where(resource => resource.Volume is not null);
}
