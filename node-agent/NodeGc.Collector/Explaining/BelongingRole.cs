namespace NodeGc.Collector.Explaining;

/// <summary>What a directory is to the thing it belongs to. Reports list them in this order.</summary>
public enum BelongingRole
{
    /// <summary>What a container wrote.</summary>
    ReadWrite,

    /// <summary>What the engine put below that when it made the container: <c>/etc/hosts</c>, mount points.</summary>
    Init,

    /// <summary>A layer of the image.</summary>
    ImageLayer,

    /// <summary>A directory that only the driver's own files name: the filesystem cannot be mounted without it, but the
    /// engine does not know of it.</summary>
    BelowLayers,

    /// <summary>A volume.</summary>
    Volume,

    /// <summary>The thing's own directory.</summary>
    Itself,
}
