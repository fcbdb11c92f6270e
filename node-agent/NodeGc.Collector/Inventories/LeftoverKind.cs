namespace NodeGc.Collector.Inventories;

/// <summary>Kinds of leftovers that are reported.</summary>
public enum LeftoverKind
{
    /// <summary>A layer whose removal by the engine was interrupted (<c>layerdb/sha256/…-removing</c>).</summary>
    RemovingLayer,

    /// <summary>A layer that no image, container or build-cache record needs, but that a running engine
    /// remembers.</summary>
    UnreferencedLayer,

    /// <summary>A <c>layerdb/mounts</c> entry without a container: perhaps a running build.</summary>
    MountWithoutContainer,

    /// <summary>A <c>containers</c> directory without a configuration.</summary>
    ContainerWithoutConfig,

    /// <summary>Debris of an interrupted operation that is no candidate, since it cannot be looked at.</summary>
    Debris,

    /// <summary>A name in a store that the layout does not allow for.</summary>
    UnknownName,

    /// <summary>A piece of metadata that is damaged or missing, and whose loss the operator of the node has confirmed:
    /// it keeps nothing.</summary>
    ConfirmedLoss,

    /// <summary>The tree of a storage driver or user-namespace root that the engine does not use now.</summary>
    DormantStore,
}
