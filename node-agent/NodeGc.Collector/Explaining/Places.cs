using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Describes other paths in a data root: what a scan reported, and the engine's own data.</summary>
internal static class Places
{
    /// <summary>The most specific place at or above the path, relative to the data root; null if unknown.</summary>
    public static Place? Find(Inventory inventory, string path)
    {
        Place[] all = [.. Reported(inventory), .. EnginePlaces.All(inventory)];
        return all.Where(place => IsAtOrBelow(path, place.Path)).MaxBy(place => place.Path.Length);
    }

    private static IEnumerable<Place> Reported(Inventory inventory) =>
        [
            .. inventory.Leftovers.Select(leftover => new Place(
                leftover.Path,
                DisplayName(leftover.Kind),
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
                "the engine is writing a layer and has not recorded its directory yet: all directories of that "
                    + "age are kept"
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

    private static string DisplayName(LeftoverKind kind) =>
        kind switch
        {
            LeftoverKind.RemovingLayer => "partially removed layer",
            LeftoverKind.UnreferencedLayer => "unreferenced layer",
            LeftoverKind.MountWithoutContainer => "layer mount without a container",
            LeftoverKind.ContainerWithoutConfig => "container without a configuration",
            LeftoverKind.Debris => "debris of an interrupted operation",
            LeftoverKind.UnknownName => "unknown name",
            LeftoverKind.ConfirmedLoss => "metadata confirmed as lost",
            LeftoverKind.DormantStore => "unused store",
            _ => kind.ToString(),
        };
}
