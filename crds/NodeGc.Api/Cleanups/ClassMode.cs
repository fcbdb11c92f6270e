namespace NodeGc.Api.Cleanups;

/// <summary>Mode of one class, if different from that of the cleanup.</summary>
public enum ClassMode
{
    /// <summary>Only reported, never deleted.</summary>
    Report,

    /// <summary>Removed.</summary>
    Enforce,
}
