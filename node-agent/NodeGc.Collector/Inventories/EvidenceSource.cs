namespace NodeGc.Collector.Inventories;

/// <summary>Sources of evidence of what is in use.</summary>
public enum EvidenceSource
{
    /// <summary>The engine's metadata on disk.</summary>
    Metadata,

    /// <summary>The engine's API.</summary>
    Engine,

    /// <summary>The kernel: mounts and open files of every process.</summary>
    Kernel,
}
