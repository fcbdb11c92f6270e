namespace NodeGc.Collector.Inventories;

/// <summary>Who was asked whether something is alive.</summary>
public enum Witness
{
    /// <summary>The engine's metadata on disk.</summary>
    Metadata,

    /// <summary>The engine's own interface.</summary>
    Engine,

    /// <summary>The kernel: mounts and open files of every process.</summary>
    Kernel,
}
