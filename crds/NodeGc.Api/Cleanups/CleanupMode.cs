namespace NodeGc.Api.Cleanups;

/// <summary>Whether a run only looks or also removes. The harmless one is the default.</summary>
public enum CleanupMode
{
    /// <summary>Finds and explains; never deletes.</summary>
    Report,

    /// <summary>Also removes what it found.</summary>
    Enforce,
}
