namespace NodeGc.Agent;

/// <summary>What the process tells its caller. Documented in the README; a change is a breaking one.</summary>
public enum ExitCode
{
    /// <summary>Nothing to collect.</summary>
    Nothing = 0,

    /// <summary>The command failed; the message says what to do.</summary>
    Failed = 1,

    /// <summary>The command line or the policy is wrong.</summary>
    Usage = 2,

    /// <summary>Garbage was found and is still there.</summary>
    Found = 10,

    /// <summary>Garbage was removed, or put back.</summary>
    Done = 11,

    /// <summary>Something could not be understood: what it could own was kept.</summary>
    Unsure = 20,

    /// <summary>Some items failed; the others were carried out.</summary>
    Incomplete = 30,
}
