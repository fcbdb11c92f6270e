namespace NodeGc.Collector.Inventories;

/// <summary>Kinds of leftovers that are reported.</summary>
public enum LeftoverKind
{
    /// <summary>A layer whose removal by the engine was interrupted (<c>layerdb/sha256/…-removing</c>).</summary>
    RemovingLayer,

    /// <summary>A layer that no image, container or build cache record needs, but that a running engine has in
    /// memory.</summary>
    UnreferencedLayer,

    /// <summary>A <c>layerdb/mounts</c> entry without a container: perhaps a running build.</summary>
    MountWithoutContainer,

    /// <summary>A <c>containers</c> directory without a configuration.</summary>
    ContainerWithoutConfig,

    /// <summary>Debris of an interrupted operation that is not a candidate, since it cannot be examined.</summary>
    Debris,

    /// <summary>A name in a store that is not part of the layout.</summary>
    UnknownName,

    /// <summary>Damaged or missing metadata whose loss an administrator has confirmed: it keeps nothing.</summary>
    ConfirmedLoss,

    /// <summary>The tree of a storage driver or user-namespace root that the engine does not use now.</summary>
    DormantStore,
}
