namespace NodeGc.Api.Nodes;

/// <summary>Reasons in the conditions of a NodeStorage.</summary>
public static class NodeReasons
{
    /// <summary>Ready: nothing stands in the way.</summary>
    public const string AgentReady = "AgentReady";

    /// <summary>Ready, but only for reports: the data root is mounted read-only.</summary>
    public const string ReadOnly = "ReadOnly";

    /// <summary>Not ready: another condition is True and names what is in doubt.</summary>
    public const string InDoubt = "InDoubt";

    /// <summary>Not ready: there is no directory where the data root should be.</summary>
    public const string DataRootMissing = "DataRootMissing";

    /// <summary>Not ready: the directory is not the data root of an engine.</summary>
    public const string DataRootUnrecognized = "DataRootUnrecognized";

    /// <summary>Not ready: the agent lacks a right that it needs; the message names it.</summary>
    public const string PermissionDenied = "PermissionDenied";

    /// <summary>Not ready: another agent writes this object.</summary>
    public const string AnotherAgent = "AnotherAgent";

    /// <summary>Not ready: the journal cannot be written, so nothing may be moved.</summary>
    public const string JournalUnwritable = "JournalUnwritable";

    /// <summary>A doubt was found; the condition's message names what and where.</summary>
    public const string Found = "Found";

    /// <summary>EngineUnreachable: processes are called like an engine and are not understood, but none of them
    /// concerns a store of this node; the message names them.</summary>
    public const string OtherProcesses = "OtherProcesses";

    /// <summary>No such doubt was found by the last scan.</summary>
    public const string NotFound = "NotFound";
}
