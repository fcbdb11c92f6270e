namespace NodeGc.Collector.Explaining;

/// <summary>The role of a directory for its owner. Reports list them in this order.</summary>
public enum BelongingRole
{
    /// <summary>What a container wrote.</summary>
    ReadWrite,

    /// <summary>The init layer that the engine created below it: <c>/etc/hosts</c>, mount points.</summary>
    Init,

    /// <summary>A layer of the image.</summary>
    ImageLayer,

    /// <summary>A directory named only by the driver's own files: required for mounting, but unknown to the
    /// engine.</summary>
    BelowLayers,

    /// <summary>A volume.</summary>
    Volume,

    /// <summary>The thing's own directory.</summary>
    Itself,
}
