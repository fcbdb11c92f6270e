using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>The same questions answered in the simplest way there is, to hold the collector against.</summary>
internal static class Oracle
{
    /// <summary>All that <paramref name="from"/> needs, itself included.</summary>
    public static HashSet<ResourceId> Closure(Inventory inventory, IEnumerable<ResourceId> from)
    {
        var reached = from.ToHashSet();
        while (
            inventory
                .Resources.Where(resource => reached.Contains(resource.Id))
                .SelectMany(resource => resource.Needs)
                .Any(reached.Add)
        ) { }

        return reached;
    }

    /// <summary>All that something other than a directory, a volume, a store or debris needs, or a volume that is only
    /// a record.</summary>
    public static HashSet<ResourceId> Live(Inventory inventory) =>
        Closure(
            inventory,
            inventory
                .Resources.Select(resource => resource.Id)
                .Where(id => IsAliveByItself(id) || IsRecord(inventory, id))
        );

    private static bool IsAliveByItself(ResourceId id) =>
        id.Kind
            is not (ResourceKind.LayerDirectory or ResourceKind.Volume or ResourceKind.Store or ResourceKind.Debris);

    private static bool IsRecord(Inventory inventory, ResourceId id) =>
        id.Kind == ResourceKind.Volume
        && inventory.Resources.Where(resource => resource.Id == id).ToList() is var found
        && found.TrueForAll(resource => resource.Directory is null)
        && found.Exists(resource => !resource.Needs.IsEmpty);
}
