using System.Collections.Frozen;
using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>
/// What a running engine has in memory although nothing needs it: layers registered for an image that was never
/// completed, partially removed layers, mount points of containers and builds that were never completed. Once the
/// engine is stopped, such a record is removed with its directory, which represents both. Safe because a record is
/// released only if nothing kept needs it, and if nothing else needs its directories.
/// </summary>
public static class StoppedEngine
{
    /// <summary>Why they are kept.</summary>
    public static readonly RootReason Waiting = new(
        "WaitsForStoppedEngine",
        RootBasis.Policy,
        "held until the Docker daemon is stopped (it still has this in memory)"
    );

    /// <summary>The inventory in which such records keep nothing; unchanged for a running engine, or one that reuses
    /// names.</summary>
    public static Inventory Release(Inventory inventory) =>
        inventory.Store is { IsEngineRunning: false, ReusesNames: false } ? WithoutRecords(inventory) : inventory;

    /// <summary>The directories that are kept only because a running engine has them in memory.</summary>
    internal static ImmutableArray<Resource> FindAwaitingEngineStop(Liveness liveness)
    {
        var inventory = liveness.Inventory;
        if (inventory.Store is not { IsEngineRunning: true, ReusesNames: false })
            return [];
        var stopped = WithoutRecords(inventory);
        return ReferenceEquals(stopped, inventory)
            ? []
            : [.. new Liveness(stopped).Garbage.Where(directory => liveness.Alive.Contains(directory.Id))];
    }

    private static Inventory WithoutRecords(Inventory inventory)
    {
        var forgotten = FindForgotten(inventory);
        if (forgotten.Count == 0)
            return inventory;
        var records = forgotten.ToLookup(OwnDirectory, record => PathOf(record.Id, inventory.Store.Driver));
        var ids = forgotten.Select(record => record.Id).ToFrozenSet();
        return inventory with
        {
            Resources =
            [
                .. inventory.Resources.Select(resource =>
                    ids.Contains(resource.Id)
                        ? resource with
                        {
                            IsSubsumed = true,
                        }
                        : WithRecords(resource, [.. records[resource.Id]])
                ),
            ],
        };
    }

    private static Resource WithRecords(Resource resource, string[] records) =>
        resource.Directory is { } directory && records.Length > 0
            ? resource with
            {
                Directory = directory with { RelatedPaths = [.. directory.RelatedPaths, .. records] },
            }
            : resource;

    /// <summary>A record whose directory something else needs is kept, with the records that it needs.</summary>
    private static List<Resource> FindForgotten(Inventory inventory)
    {
        var graph = inventory.Graph;
        var records = graph.Resources.Where(resource => IsRecord(resource, graph)).ToList();
        var ids = records.Select(record => record.Id).ToFrozenSet();
        var liveness = new Liveness(inventory);
        var waiting = new List<Root>();
        while (true)
        {
            var kept = liveness.Without(ids.Contains, waiting);
            var staying = records
                .Where(record =>
                    !kept.Contains(record.Id)
                    && (
                        OwnDirectory(record) is not { } own
                        || graph.Find(own)?.Directory is null
                        || record.Needs.Any(need => IsDirectory(need) && kept.Contains(need))
                    )
                )
                .ToList();
            if (staying.Count == 0)
                return [.. records.Where(record => !kept.Contains(record.Id))];
            waiting.AddRange(staying.Select(record => new Root(record.Id, Waiting)));
        }
    }

    private static bool IsRecord(Resource resource, ResourceGraph graph) =>
        resource.Id.Kind switch
        {
            ResourceKind.Layer => true,
            ResourceKind.LayerMount => graph.Find(new ResourceId(ResourceKind.Container, resource.Id.Name)) is null,
            _ => false,
        };

    /// <summary>The directory that the record is removed with: for a mount point the read-write one.</summary>
    private static ResourceId? OwnDirectory(Resource record) =>
        record
            .Needs.Where(need => IsDirectory(need) && !need.Name.EndsWith("-init", StringComparison.Ordinal))
            .Select(need => (ResourceId?)need)
            .FirstOrDefault();

    private static bool IsDirectory(ResourceId id) => id.Kind == ResourceKind.LayerDirectory;

    private static string PathOf(ResourceId record, string driver) =>
        record.Kind == ResourceKind.LayerMount
            ? $"image/{driver}/layerdb/mounts/{record.Name}"
            : $"image/{driver}/layerdb/sha256/{record.Name[(record.Name.IndexOf(':') + 1)..]}";
}
