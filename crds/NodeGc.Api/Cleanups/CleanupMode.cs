namespace NodeGc.Api.Cleanups;

/// <summary>Whether a run only looks or also removes. The harmless one is the default.</summary>
public enum CleanupMode
{
    /// <summary>Finds and explains; never deletes.</summary>
    Report,

    /// <summary>Plans; removes a plan once its digest was approved.</summary>
    Approve,

    /// <summary>Also removes what it found.</summary>
    Enforce,
}
