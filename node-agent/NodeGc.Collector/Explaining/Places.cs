using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Knows what else lies below a data root: what a reading reported, and what engines keep there for
/// themselves.</summary>
internal static class Places
{
    /// <summary>The place at the path or nearest above it, relative to the data root: the most particular one. Null
    /// where nothing is known of it.</summary>
    public static Place? Find(Inventory inventory, string path)
    {
        Place[] all = [.. Reported(inventory), .. EnginePlaces.All(inventory)];
        return all.Where(place => IsAtOrBelow(path, place.Path)).MaxBy(place => place.Path.Length);
    }

    private static IEnumerable<Place> Reported(Inventory inventory) =>
        [
            .. inventory.Leftovers.Select(leftover => new Place(
                leftover.Path,
                Words(leftover.Kind),
                PlaceVerdict.Leftover,
                leftover.Reason
            )
            {
                Size = leftover.Size,
            }),
            .. inventory.InFlight.Select(register => new Place(
                register.Path,
                "layer being written",
                PlaceVerdict.Unsure,
                "the engine is writing a layer: which directory becomes it is not recorded yet, so all that are as young stay"
            )),
            .. inventory.Doubts.Select(doubt => new Place(
                doubt.Subject,
                "not understood",
                PlaceVerdict.Unsure,
                $"{doubt.Kind}: {doubt.Message}"
            )),
        ];

    private static bool IsAtOrBelow(string path, string place) =>
        path == place || (path.StartsWith(place, StringComparison.Ordinal) && path[place.Length] == '/');

    private static string Words(LeftoverKind kind) =>
        kind switch
        {
            LeftoverKind.RemovingLayer => "layer whose removal was interrupted",
            LeftoverKind.UnreferencedLayer => "layer that nothing needs",
            LeftoverKind.MountWithoutContainer => "layer mount without a container",
            LeftoverKind.ContainerWithoutConfig => "container without a configuration",
            LeftoverKind.Debris => "debris of an interrupted operation",
            LeftoverKind.UnknownName => "unknown name",
            LeftoverKind.ConfirmedLoss => "metadata confirmed as lost",
            LeftoverKind.DormantStore => "store that is not in use",
            _ => kind.ToString(),
        };
}
