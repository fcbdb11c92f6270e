namespace NodeGc.Agent;

/// <summary>Exit codes of the process. They are documented in the README; changing one is a breaking change.</summary>
public enum ExitCode
{
    /// <summary>Nothing to collect.</summary>
    Nothing = 0,

    /// <summary>The command failed; the message says what to do.</summary>
    Failed = 1,

    /// <summary>The command line or the policy is invalid.</summary>
    Usage = 2,

    /// <summary>Garbage was found and not removed.</summary>
    Found = 10,

    /// <summary>Garbage was removed, or restored.</summary>
    Done = 11,

    /// <summary>Something could not be understood; everything it may reference was kept.</summary>
    Unsure = 20,

    /// <summary>Some items failed; the others were processed.</summary>
    Incomplete = 30,
}
