using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>What engines of all versions keep in a data root besides layers, volumes and containers.</summary>
internal static class EnginePlaces
{
    private const string Read = "it shows what is in use: NodeGc reads it and never changes it";
    private const string State = "the engine's own state: NodeGc never changes it";
    private const string Scratch = "the engine empties it on its next start";

    private static readonly (string Path, string What, string Reason)[] Everywhere =
    [
        ("image", "metadata of images and layers", Read),
        ("containers", "configurations and logs of all containers", Read),
        ("graph", "images of Docker before 1.10", Read),
        (
            "graph/_tmp",
            "images being written or removed by Docker before 1.10",
            "operations in progress leave no other trace: NodeGc never changes it"
        ),
        ("linkgraph.db", "container names of Docker before 1.10", State),
        ("volumes", "all local volumes", "each volume is evaluated separately"),
        ("volumes/metadata.db", "the engine's records of volumes", Read),
        ("plugins", "managed plugins", Read),
        ("plugins/storage", "blobs of managed plugins", State),
        ("plugins/tmp", "plugins being installed", Scratch),
        ("buildkit", "BuildKit's databases and content", State),
        ("buildkit/snapshots.db", "BuildKit's list of its directories", Read),
        ("buildkit/containerdmeta.db", "BuildKit's leases", Read),
        ("buildkit/metadata_v2.db", "BuildKit's cache records", Read),
        ("buildkit/metadata.db", "BuildKit's cache records", Read),
        ("buildkit/cache.db", "BuildKit's solver cache", State),
        ("buildkit/history.db", "build history", State),
        ("buildkit/content", "blobs of BuildKit's cache", State),
        ("buildkit/executor", "bundles of running build steps", State),
        ("containerd", "the engine's own containerd", "containerd removes its own garbage: NodeGc never changes it"),
        ("rootfs", "mount points of containers with the containerd image store", State),
        ("swarm", "swarm state", State),
        ("trust", "content trust keys", State),
        ("network", "networks", State),
        ("runtimes", "runtimes", State),
        ("execdriver", "state of running containers of Docker before 1.11", State),
        ("init", "init binaries of old engines", State),
        ("engine-id", "the engine's ID", State),
        ("credentialspecs", "credential specifications", State),
        ("builder", "builder state", State),
        ("tmp", "the engine's scratch directory", Scratch),
        ("tmp-old", "scratch directory of an earlier engine run", Scratch),
        ("lost+found", "files recovered by fsck", "it belongs to the filesystem"),
        (
            ".nodegc",
            "NodeGc's own directory: journal and quarantine",
            "NodeGc's own: restore items from it with nodegc-agent restore"
        ),
    ];

    public static IEnumerable<Place> All(Inventory inventory) =>
        [.. Everywhere.Select(Kept), .. OfDriver(inventory.Store.Driver).Select(Kept)];

    private static (string Path, string What, string Reason)[] OfDriver(string driver) =>
        [
            (driver, $"home of the storage driver {driver}", "each layer directory is evaluated separately"),
            ($"image/{driver}/repositories.json", "tags and digests of all images", Read),
            ($"repositories-{driver}", "image tags of Docker before 1.10", Read),
            (
                $"image/{driver}/distribution",
                "the engine's registry cache",
                "a cache that references no data: NodeGc never changes it"
            ),
            ($"image/{driver}/imagedb", "configurations of all images", Read),
            ($"image/{driver}/layerdb", "all layers and layer mounts", Read),
            ($"image/{driver}/layerdb/tmp", "layers being written", Read),
            ($"{driver}/l", "short names of layer directories", "each link is kept or removed with its directory"),
        ];

    private static Place Kept((string Path, string What, string Reason) place) =>
        new(place.Path, place.What, PlaceVerdict.Kept, place.Reason);
}
