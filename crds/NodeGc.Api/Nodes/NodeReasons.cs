namespace NodeGc.Api.Nodes;

/// <summary>Reasons in the conditions of a NodeStorage.</summary>
public static class NodeReasons
{
    /// <summary>Ready: the agent can carry out orders.</summary>
    public const string AgentReady = "AgentReady";

    /// <summary>Ready, but only for reports: the data root is mounted read-only.</summary>
    public const string ReadOnly = "ReadOnly";

    /// <summary>Ready: no engine stores anything on this node, so there is nothing to report or to remove.</summary>
    public const string NoStore = "NoStore";

    /// <summary>Not ready: another condition is True and says what is not understood.</summary>
    public const string MetadataNotUnderstood = "MetadataNotUnderstood";

    /// <summary>Not ready: the data root does not exist.</summary>
    public const string DataRootMissing = "DataRootMissing";

    /// <summary>Not ready: the directory is not the data root of an engine.</summary>
    public const string DataRootUnrecognized = "DataRootUnrecognized";

    /// <summary>Not ready: the agent lacks a permission, which the message names.</summary>
    public const string PermissionDenied = "PermissionDenied";

    /// <summary>Not ready: another agent writes this object.</summary>
    public const string AnotherAgent = "AnotherAgent";

    /// <summary>Not ready: the journal cannot be written, so nothing may be moved.</summary>
    public const string JournalUnwritable = "JournalUnwritable";

    /// <summary>The last scan found this condition. The message says what and where.</summary>
    public const string Found = "Found";

    /// <summary>EngineUnreachable: some processes are named like an engine but not recognized, and none of them
    /// concerns the data roots of this node. The message names them.</summary>
    public const string OtherProcesses = "OtherProcesses";

    /// <summary>The last scan did not find this condition.</summary>
    public const string NotFound = "NotFound";
}
