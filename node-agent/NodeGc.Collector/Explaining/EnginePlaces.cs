using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>What engines of all ages keep below a data root beside layers, volumes and containers.</summary>
internal static class EnginePlaces
{
    private const string Read = "it tells which things are alive: NodeGc reads it and never touches it";
    private const string State = "it is the engine's own state: NodeGc never touches it";
    private const string Scratch = "the engine empties it at its next start: NodeGc never touches it";

    private static readonly (string Path, string What, string Because)[] Everywhere =
    [
        ("image", "metadata of images and layers", Read),
        ("containers", "all containers' configurations and logs", Read),
        ("graph", "images of Docker before 1.10", Read),
        (
            "graph/_tmp",
            "images that Docker before 1.10 is writing or removing",
            "what is in flight there has no other trace: NodeGc never touches it"
        ),
        ("linkgraph.db", "names of containers of Docker before 1.10", State),
        ("volumes", "all local volumes", "each volume is judged by itself"),
        ("volumes/metadata.db", "the engine's records of volumes", Read),
        ("plugins", "managed plugins", Read),
        ("plugins/storage", "blobs of managed plugins", State),
        ("plugins/tmp", "plugins that are being installed", Scratch),
        ("buildkit", "BuildKit's databases and content", State),
        ("buildkit/snapshots.db", "BuildKit's list of its directories", Read),
        ("buildkit/containerdmeta.db", "BuildKit's leases", Read),
        ("buildkit/metadata_v2.db", "BuildKit's cache records", Read),
        ("buildkit/metadata.db", "BuildKit's cache records", Read),
        ("buildkit/cache.db", "BuildKit's solver cache", State),
        ("buildkit/history.db", "history of builds", State),
        ("buildkit/content", "blobs of BuildKit's cache", State),
        ("buildkit/executor", "bundles of build steps that run", State),
        ("containerd", "the engine's own containerd", "containerd removes its own garbage: NodeGc never touches it"),
        ("rootfs", "mount points of containers with the containerd image store", State),
        ("swarm", "state of the swarm", State),
        ("trust", "keys of content trust", State),
        ("network", "networks", State),
        ("runtimes", "runtimes", State),
        ("execdriver", "state of running containers of Docker before 1.11", State),
        ("init", "the init programs of old engines", State),
        ("engine-id", "the engine's identity", State),
        ("credentialspecs", "credential specifications", State),
        ("builder", "state of the builder", State),
        ("tmp", "the engine's scratch directory", Scratch),
        ("tmp-old", "scratch of an earlier run of the engine", Scratch),
        ("lost+found", "what a check of the filesystem found", "it belongs to the filesystem"),
        (
            ".nodegc",
            "NodeGc's own folder: journal and quarantine",
            "it is NodeGc's own: what has been moved there can be put back with nodegc-agent restore"
        ),
    ];

    public static IEnumerable<Place> All(Inventory inventory) =>
        [.. Everywhere.Select(Kept), .. OfDriver(inventory.Store.Driver).Select(Kept)];

    private static (string Path, string What, string Because)[] OfDriver(string driver) =>
        [
            (driver, $"home of the storage driver {driver}", "each layer directory is judged by itself"),
            ($"image/{driver}/repositories.json", "tags and digests of all images", Read),
            ($"repositories-{driver}", "tags of all images, of Docker before 1.10", Read),
            (
                $"image/{driver}/distribution",
                "what the engine remembers of registries",
                "it is a cache that owns nothing: NodeGc never touches it"
            ),
            ($"image/{driver}/imagedb", "configurations of all images", Read),
            ($"image/{driver}/layerdb", "all layers and layer mounts", Read),
            ($"image/{driver}/layerdb/tmp", "layers that the engine is writing", Read),
            ($"{driver}/l", "short names of layer directories", "each link stays or goes with its directory"),
        ];

    private static Place Kept((string Path, string What, string Because) place) =>
        new(place.Path, place.What, PlaceVerdict.Kept, place.Because);
}
