namespace NodeGc.Api.Cleanups;

/// <summary>What is done with one class where it is to differ from the cleanup's mode.</summary>
public enum ClassMode
{
    /// <summary>Found and explained; never deleted.</summary>
    Report,

    /// <summary>Also removed.</summary>
    Enforce,
}
