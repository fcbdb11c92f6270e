using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Marking.Rules;

/// <summary>All that a policy rule may look at.</summary>
/// <param name="Inventory">What was found.</param>
/// <param name="Policy">What may go.</param>
/// <param name="Sightings">What earlier scans saw, this one included.</param>
/// <param name="Now">The instant of the decision.</param>
public sealed record PolicyInput(Inventory Inventory, CleanupPolicy Policy, Sightings Sightings, DateTimeOffset Now)
{
    /// <summary>What a rule may keep; what is alive stays anyhow.</summary>
    internal IEnumerable<Resource> Candidates => Inventory.Garbage;

    internal IEnumerable<Resource> Volumes => Candidates.Where(resource => resource.Volume is not null);
}
