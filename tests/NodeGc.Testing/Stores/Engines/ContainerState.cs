namespace NodeGc.Testing.Stores.Engines;

/// <summary>In which state a container was last written.</summary>
public enum ContainerState
{
    /// <summary>Its process had ended.</summary>
    Stopped,

    /// <summary>It ran.</summary>
    Running,

    /// <summary>Its removal failed half-way: the read-write directory is gone already.</summary>
    Dead,
}
