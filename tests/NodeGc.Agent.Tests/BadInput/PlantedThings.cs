using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>Links, foreign drivers and other things that lie where something else should be.</summary>
internal static class PlantedThings
{
    public static IEnumerable<Damage> All =>
        [
            new("overlay2 is a symbolic link", copy => Replace(copy, "overlay2"), "UnknownLayout", "overlay2"),
            new("a candidate is a symbolic link", copy => Replace(copy, copy.Orphans[0]), "UnknownLayout", "overlay2/"),
            new("the image folder is a symbolic link", copy => Replace(copy, "image"), "UnknownLayout", "image"),
            new(
                "the layer database is a symbolic link",
                copy => Replace(copy, "image/overlay2/layerdb"),
                "UnknownLayout",
                "layerdb"
            ),
            new(
                "the containers are a symbolic link",
                copy => Replace(copy, "containers"),
                "UnknownLayout",
                "containers"
            ),
            new("BuildKit's folder is a symbolic link", copy => Replace(copy, "buildkit"), "UnknownLayout", "buildkit"),
            new("the volumes are a symbolic link", copy => Replace(copy, "volumes"), "UnknownLayout", "volumes")
            {
                Collect = PolicyTexts.Volumes,
            },
            new("the image folder is a file", copy => ReplaceByFile(copy, "image"), "MetadataDamaged", "image"),
            new(
                "the image folder is gone",
                copy => Directory.Delete(copy.PathOf("image"), recursive: true),
                "MetadataDamaged",
                "image"
            ),
            new("a second driver has a store", copy => Plant(copy, "btrfs/subvolumes/x"), "UnknownLayout", "btrfs"),
            new(
                "a record of an image before 1.10 has lost its json",
                copy => Plant(copy, $"graph/{new string('a', 64)}"),
                "MetadataDamaged",
                "graph/"
            ),
        ];

    /// <summary>The thing itself lies elsewhere, whole, so that whoever follows the link finds what it
    /// expects.</summary>
    public static void Replace(StoreCopy copy, string path)
    {
        var elsewhere = Path.Combine(copy.Folder, "elsewhere");
        Directory.Move(copy.PathOf(path), elsewhere);
        File.CreateSymbolicLink(copy.PathOf(path), elsewhere);
    }

    private static void ReplaceByFile(StoreCopy copy, string path)
    {
        Directory.Delete(copy.PathOf(path), recursive: true);
        File.WriteAllText(copy.PathOf(path), "");
    }

    private static void Plant(StoreCopy copy, string folder) => Directory.CreateDirectory(copy.PathOf(folder));
}
