using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>A path where engines keep metadata of one resource, in the layouts of Docker since 0.7.</summary>
/// <param name="Kinds">Possible kinds of the resource.</param>
/// <param name="Name">Its name.</param>
internal sealed record MetadataPath(ImmutableArray<ResourceKind> Kinds, string Name)
{
    private const string Digest = "sha256:";
    private const int IdLength = 64;

    /// <summary>The resource that a file or directory, relative to the data root, describes; null if it describes none
    /// in particular.</summary>
    public static MetadataPath? Find(string path) =>
        path.Split('/') switch
        {
            ["image", _, "layerdb", "sha256", var name, ..] => new(
                [ResourceKind.Layer],
                name.Length == IdLength ? Digest + name : name
            ),
            ["image", _, "layerdb", "mounts", var name, ..] => new([ResourceKind.LayerMount], name),
            ["image", _, "imagedb", "content" or "metadata", "sha256", var hex, ..] => new(
                [ResourceKind.Image],
                Digest + hex
            ),
            ["graph", var id, ..] => new(OfGraph, id),
            ["containers", var id, ..] => new([ResourceKind.Container], id),
            ["plugins", var id, ..] => new([ResourceKind.Plugin], id),
            ["volumes", var name, ..] => new([ResourceKind.Volume], name),
            ["buildkit", "executor", var name, ..] => new([ResourceKind.BuildCacheRecord], name),
            ["overlay2" or "fuse-overlayfs" or "overlay", var name, ..] => Directory(path, name),
            ["aufs", "diff" or "layers" or "mnt", var name, ..] => Directory(path, WithoutSuffix(name)),
            ["vfs", "dir", var name, ..] => Directory(path, name),
            ["btrfs", "subvolumes" or "quotas", var name, ..] => Directory(path, name),
            [var driver, ..] => new([ResourceKind.Store], driver),
            _ => null,
        };

    /// <summary>Before Docker 1.10 images; afterwards what is left of them.</summary>
    private static ImmutableArray<ResourceKind> OfGraph =>
        [
            .. Enum.GetValues<ResourceKind>()
                .Where(kind =>
                    kind
                        is not (
                            ResourceKind.Container
                            or ResourceKind.LayerMount
                            or ResourceKind.Volume
                            or ResourceKind.Plugin
                        )
                ),
        ];

    private static MetadataPath Directory(string path, string name) =>
        new([ResourceKind.LayerDirectory], $"{path[..path.IndexOf('/')]}/{name}");

    /// <summary>aufs renames what it is about to delete.</summary>
    private static string WithoutSuffix(string name) =>
        name.EndsWith("-removing", StringComparison.Ordinal) ? name[..^"-removing".Length] : name;
}
