using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Accounting;

/// <summary>Determines which part of the store a path belongs to, and whether the engine accounts for it.</summary>
internal sealed class StoreParts
{
    private readonly StorePlaces places;
    private readonly LayerParts layers;
    private readonly LiveSet alive;
    private readonly Dictionary<string, StorePart> leftovers;

    public StoreParts(Liveness liveness)
    {
        var inventory = liveness.Inventory;
        places = StorePlaces.From(inventory);
        layers = new LayerParts(inventory.Graph, inventory.Store);
        alive = liveness.Alive;
        leftovers = inventory
            .Leftovers.DistinctBy(leftover => leftover.Path)
            .ToDictionary(leftover => leftover.Path, leftover => PartOf(leftover.Kind), StringComparer.Ordinal);
    }

    /// <summary>The part of a place, and whether the engine accounts for it.</summary>
    public (StorePart Part, bool IsAccountedFor) PartOf(string path) =>
        places.FindOwned(path) switch
        {
            (_, { Id.Kind: ResourceKind.Debris }) when places.PartByName(path) == StorePart.ContainerLogs => (
                StorePart.ContainerLogs,
                false
            ),
            (_, { } owner) => PartOf(owner),
            ({ } leftover, null) => (leftovers[leftover], false),
            _ => (places.PartByName(path), false),
        };

    /// <summary>True for an item of its own; false for a directory that is split or belongs to another item.</summary>
    public bool IsItem(string path) =>
        places.FindOwned(path) switch
        {
            (_, { } owner) => owner.Directory!.Path == path,
            ({ } leftover, null) => leftover == path,
            _ => !places.IsSplit(path),
        };

    private (StorePart Part, bool IsAccountedFor) PartOf(Resource owner) =>
        owner.Id.Kind switch
        {
            ResourceKind.LayerDirectory => layers.Of(owner.Id, alive.Contains(owner.Id)),
            ResourceKind.Volume => PartOfVolume(owner),
            ResourceKind.Store => (StorePart.LeftoverStores, false),
            ResourceKind.Debris => (StorePart.Scratch, false),
            _ => (StorePart.Unexplained, false),
        };

    /// <summary>After an upgrade a container may use a volume that the engine's records do not mention: not an orphan,
    /// but not accounted for either.</summary>
    private (StorePart Part, bool IsAccountedFor) PartOfVolume(Resource volume) =>
        volume.Volume switch
        {
            { IsKnown: true, IsLocal: false } => (StorePart.VolumesElsewhere, false),
            { IsKnown: true } known => (NamedOrNot(known), true),
            { } unknown when alive.Contains(volume.Id) => (
                unknown.IsLocal ? NamedOrNot(unknown) : StorePart.VolumesElsewhere,
                false
            ),
            _ => (StorePart.VolumesOrphaned, false),
        };

    private static StorePart NamedOrNot(VolumeFacts volume) =>
        volume.IsAnonymous || volume.HasNameOfEngine ? StorePart.VolumesAnonymous : StorePart.VolumesNamed;

    private static StorePart PartOf(LeftoverKind kind) =>
        kind switch
        {
            LeftoverKind.Debris => StorePart.Scratch,
            LeftoverKind.DormantStore => StorePart.LeftoverStores,
            _ => StorePart.Unexplained,
        };
}
