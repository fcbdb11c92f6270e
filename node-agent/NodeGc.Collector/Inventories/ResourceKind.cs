namespace NodeGc.Collector.Inventories;

/// <summary>What a resource is. The order is the order in which owners are named when several keep the same
/// thing.</summary>
public enum ResourceKind
{
    /// <summary>A process that holds a file or directory open, or runs from it.</summary>
    OpenFile,

    /// <summary>A mount seen in the mountinfo of at least one process or thread.</summary>
    Mount,

    /// <summary>A container in any state.</summary>
    Container,

    /// <summary>A tag or digest that names an image.</summary>
    ImageReference,

    /// <summary>An image, by the digest of its configuration.</summary>
    Image,

    /// <summary>A managed plugin of the engine.</summary>
    Plugin,

    /// <summary>A record, snapshot or lease of BuildKit.</summary>
    BuildCacheRecord,

    /// <summary>A read-write mount point of the layer store (<c>layerdb/mounts</c>).</summary>
    LayerMount,

    /// <summary>A read-only layer of the layer store, by chain id.</summary>
    Layer,

    /// <summary>What a store that was upgraded to Docker 1.10 or later still holds of an image of before, by its old
    /// id.</summary>
    GraphRecord,

    /// <summary>A volume, by name.</summary>
    Volume,

    /// <summary>A directory of the storage driver, named <c>driver/id</c>: the thing on disk that may be an
    /// orphan.</summary>
    LayerDirectory,

    /// <summary>The whole tree of a storage driver that the engine does not use now, named after the driver.</summary>
    Store,

    /// <summary>What an interrupted operation left, named by its path: a stale write set, a dangling short link, a
    /// probe's folder, <c>tmp-old</c>. It may be a file or a symbolic link.</summary>
    Debris,
}
