namespace NodeGc.Removal.Quarantining;

/// <summary>The engine's answer to the removal of a volume.</summary>
public enum VolumeRemoval
{
    /// <summary>It removed it.</summary>
    Removed,

    /// <summary>It did not know it (404).</summary>
    AlreadyGone,

    /// <summary>A container uses it (409).</summary>
    InUse,
}
