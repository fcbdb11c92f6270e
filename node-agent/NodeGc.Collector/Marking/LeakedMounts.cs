using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>
/// Finds mounts whose container is gone and that alone keep their directory in use. Safe because any other user of the
/// layer keeps it by something else: metadata, a name, an open file, or a mount in another namespace, as every running
/// container has one.
/// </summary>
public static class LeakedMounts
{
    /// <summary>The inventory in which a policy may release such mounts. Further views of the same mount keep
    /// nothing.</summary>
    public static Inventory Find(Inventory inventory)
    {
        var known = inventory
            .Resources.Where(resource => resource.Mount is { View: not MountView.Untold })
            .Select(mount => mount.Mount!.Identity)
            .ToHashSet();
        if (known.Count == 0)
            return inventory;
        var mounts = inventory
            .Resources.Where(resource => resource.Mount is { } mount && known.Contains(mount.Identity))
            .ToList();
        var ids = mounts.Select(mount => mount.Id).ToHashSet();
        var others = new Liveness(inventory).Without(ids.Contains);
        var leaked = mounts
            .Where(mount => !others.Contains(mount.Mount!.Layer))
            .ToDictionary(mount => mount.Id, mount => Release(mount, inventory.Graph));
        return leaked.Count == 0
            ? inventory
            : inventory with
            {
                Resources =
                [
                    .. inventory.Resources.Select(resource => leaked.GetValueOrDefault(resource.Id, resource)),
                ],
            };
    }

    private static Resource Release(Resource mount, ResourceGraph graph) =>
        mount switch
        {
            { Mount.View: not MountView.Host } => mount with { IsSubsumed = true },
            _ when graph.Find(mount.Mount!.Layer)?.Directory is { } layer => mount with
            {
                EngineManaged = new EngineManagedFacts(mount.Mount.Identity, layer.LastChanged) { Size = Bytes.Zero },
            },
            _ => mount,
        };
}
