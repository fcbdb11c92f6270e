namespace NodeGc.Removal.Quarantining;

/// <summary>Result of a removal by the engine or the kernel.</summary>
public enum RemovalResult
{
    /// <summary>It is gone, maybe already before.</summary>
    Gone,

    /// <summary>Something needs it, and the engine kept it.</summary>
    InUse,

    /// <summary>The name now refers to another image; not removed.</summary>
    Changed,
}
