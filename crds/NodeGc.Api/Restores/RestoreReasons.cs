namespace NodeGc.Api.Restores;

/// <summary>Reasons of the conditions of a NodeStorageRestore.</summary>
public static class RestoreReasons
{
    /// <summary>The run is still in progress; the restore begins when it has ended or is stopped.</summary>
    public const string RunInProgress = "RunInProgress";

    /// <summary>Nodes are restoring.</summary>
    public const string Restoring = "Restoring";

    /// <summary>All nodes are done, without a failure.</summary>
    public const string Restored = "Restored";

    /// <summary>Some nodes failed or did not answer in time.</summary>
    public const string NodesFailed = "NodesFailed";

    /// <summary>No selected node has anything of the run in its quarantine.</summary>
    public const string NotInQuarantine = "NotInQuarantine";

    /// <summary>No node is selected, or none of them has a NodeStorage.</summary>
    public const string NoNodes = "NoNodes";

    /// <summary>The spec is not valid.</summary>
    public const string InvalidSpec = "InvalidSpec";
}
