namespace NodeGc.Collector.Inventories;

/// <summary>Kinds of resources, in the order in which owners are named if several keep the same resource.</summary>
public enum ResourceKind
{
    /// <summary>A file or directory that a process holds open or runs from.</summary>
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

    /// <summary>A pre-1.10 image record left in an upgraded store, by its old id.</summary>
    GraphRecord,

    /// <summary>A volume, by name.</summary>
    Volume,

    /// <summary>A directory of the storage driver, named <c>driver/id</c>, which may be an orphan.</summary>
    LayerDirectory,

    /// <summary>The whole tree of a storage driver that is not in use, named after the driver.</summary>
    Store,

    /// <summary>What an interrupted operation left behind, named by its path: a stale write set, a dangling short link,
    /// a probe's directory, <c>tmp-old</c>. It may be a file or a symbolic link.</summary>
    Debris,
}
