using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>Files of metadata that are truncated, emptied or filled with garbage.</summary>
internal static class DamagedFiles
{
    private const string Images = "image/overlay2/imagedb/content/sha256";
    private const string Layers = "image/overlay2/layerdb/sha256";
    private const string Mounts = "image/overlay2/layerdb/mounts";
    private const string Volume = "volumes/metadata.db";
    private const string Cache = "buildkit/snapshots.db";

    public static IEnumerable<Damage> All =>
        [
            .. EachWay("an image's configuration", copy => copy.First(Images, "*"), Images),
            .. EachWay(
                "the repositories",
                copy => copy.PathOf("image/overlay2/repositories.json"),
                "image/overlay2/repositories.json"
            ),
            .. EachWay("a layer's cache-id", copy => copy.First(Layers, "cache-id"), Layers),
            .. EachWay("a layer's parent", copy => copy.First(Layers, "parent"), Layers),
            .. EachWay("a container's mount-id", copy => copy.First(Mounts, "mount-id"), Mounts),
            .. EachWay("a layer's lower", copy => LowerOfTheLiving(copy), "overlay2/"),
            .. EachWay("BuildKit's records", copy => copy.PathOf(Cache), Cache),
            .. EachWay(
                "a container's configuration",
                copy => copy.First("containers", "config.v2.json"),
                "containers/"
            ),
            .. EachWay("a container's configuration", copy => copy.First("containers", "config.v2.json"), "containers/")
                .Select(ForVolumes),
            .. EachWay("the volumes' records", copy => copy.PathOf(Volume), Volume).Select(ForVolumes),
        ];

    private static IEnumerable<Damage> EachWay(string what, Func<StoreCopy, string> find, string subject) =>
        [
            new($"{what} is empty", copy => File.WriteAllBytes(find(copy), []), "MetadataDamaged", subject),
            new($"{what} is cut short", copy => Truncate(find(copy)), "MetadataDamaged", subject),
            new($"{what} is garbage", copy => Garble(find(copy)), "MetadataDamaged", subject),
        ];

    /// <summary>A bad file of an orphan matters to nobody.</summary>
    private static string LowerOfTheLiving(StoreCopy copy) =>
        Directory
            .EnumerateFiles(copy.PathOf("overlay2"), "lower", SearchOption.AllDirectories)
            .First(path => !copy.Orphans.Any(orphan => path.Contains(orphan, StringComparison.Ordinal)));

    private static Damage ForVolumes(Damage damage) =>
        damage with
        {
            Name = $"{damage.Name}, of volumes",
            Collect = PolicyTexts.Volumes,
        };

    private static void Truncate(string path)
    {
        using var file = File.OpenWrite(path);
        // A database grows ahead of its content: what is cut off must hold some.
        file.SetLength(
            path.EndsWith(".db", StringComparison.Ordinal) ? 3 * Environment.SystemPageSize : (file.Length / 2) - 1
        );
    }

    /// <summary>The same bytes at every run: what is found is found again.</summary>
    private static void Garble(string path)
    {
        var bytes = new byte[new FileInfo(path).Length];
        new Random(20_10_24).NextBytes(bytes);
        File.WriteAllBytes(path, bytes);
    }
}
