namespace NodeGc.Api.Cleanups;

/// <summary>Whether a run only reports or also removes. Reporting is the default.</summary>
public enum CleanupMode
{
    /// <summary>Only reports, never deletes.</summary>
    Report,

    /// <summary>Makes a plan, and carries it out once its digest is approved.</summary>
    Approve,

    /// <summary>Removes what it finds.</summary>
    Enforce,
}
