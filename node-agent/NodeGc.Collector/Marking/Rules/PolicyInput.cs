using System.Collections.Frozen;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;

namespace NodeGc.Collector.Marking.Rules;

/// <summary>All that a policy rule may look at.</summary>
/// <param name="inventory">What was found.</param>
/// <param name="policy">What may go.</param>
/// <param name="sightings">What earlier scans saw, this one included.</param>
/// <param name="now">The instant of the decision.</param>
public sealed class PolicyInput(Inventory inventory, CleanupPolicy policy, Sightings sightings, DateTimeOffset now)
{
    private readonly FrozenSet<ResourceId> released = Releases.Find(inventory, policy);

    /// <summary>What was found.</summary>
    public Inventory Inventory => inventory;

    /// <summary>What may go.</summary>
    public CleanupPolicy Policy => policy;

    /// <summary>What earlier scans saw, this one included.</summary>
    public Sightings Sightings => sightings;

    /// <summary>The instant of the decision.</summary>
    public DateTimeOffset Now => now;

    /// <summary>What has to go until enough is free; null where all goes that may.</summary>
    public Shortage? Shortage { get; init; }

    /// <summary>What stays although the policy lets go what it may let go.</summary>
    internal LiveSet Alive => field ??= released.Count == 0 ? inventory.Alive : inventory.AliveWithout(released);

    /// <summary>All that a plan could name, in canonical order.</summary>
    internal IEnumerable<Resource> Removable =>
        field ??=
            released.Count == 0
                ? inventory.Graph.Candidates
                :
                [
                    .. inventory
                        .Graph.Candidates.Concat(released.Items.Select(id => inventory.Graph.Find(id)!))
                        .OrderBy(resource => resource.Id),
                ];

    /// <summary>What a rule may keep; what is alive stays anyhow.</summary>
    internal IEnumerable<Resource> Candidates =>
        field ??= [.. Removable.Where(resource => !Alive.Contains(resource.Id))];

    internal IEnumerable<Resource> Volumes => Candidates.Where(resource => resource.Volume is not null);
}
