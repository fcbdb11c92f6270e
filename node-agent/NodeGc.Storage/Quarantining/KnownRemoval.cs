namespace NodeGc.Storage.Quarantining;

/// <summary>What the engine did with something that it was asked to remove.</summary>
public enum KnownRemoval
{
    /// <summary>It is gone, now or since a while.</summary>
    Gone,

    /// <summary>Something needs it, and the engine kept it.</summary>
    InUse,

    /// <summary>The name stands for another image by now; it was left alone.</summary>
    Changed,
}
