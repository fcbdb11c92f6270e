using NodeGc.Collector.Inventories;

namespace NodeGc.Stores.Docker.Reading;

/// <summary>Whether a resource of the engine is on disk now.</summary>
internal sealed class DiskPresence(ReadPass pass)
{
    /// <summary>True for kinds without a place of their own on disk.</summary>
    public bool IsOnDisk(ResourceId id) =>
        PathsOf(id) is not { Length: > 0 } paths || paths.Any(path => pass.Root.FindStatus(path) is not null);

    /// <summary>Its expected path, relative to the data root.</summary>
    public string PathOf(ResourceId id) => PathsOf(id) is [var path, ..] ? path : id.ToString();

    private string[] PathsOf(ResourceId id) =>
        id.Kind switch
        {
            ResourceKind.Layer => [$"image/{pass.Driver}/layerdb/sha256/{LayerNames.HexOf(id.Name)}"],
            ResourceKind.LayerMount => [$"image/{pass.Driver}/layerdb/mounts/{id.Name}"],
            ResourceKind.Image =>
            [
                LayerNames.IsDigest(id.Name)
                    ? $"image/{pass.Driver}/imagedb/content/sha256/{LayerNames.HexOf(id.Name)}"
                    : $"graph/{id.Name}/json",
            ],
            ResourceKind.Container => [$"containers/{id.Name}/config.v2.json", $"containers/{id.Name}/config.json"],
            ResourceKind.LayerDirectory => [ReadPass.PathOf(id)],
            ResourceKind.Volume => [$"volumes/{id.Name}"],
            _ => [],
        };
}
