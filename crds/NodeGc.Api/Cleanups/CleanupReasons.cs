namespace NodeGc.Api.Cleanups;

/// <summary>Reasons in the conditions of a NodeStorageCleanup.</summary>
public static class CleanupReasons
{
    /// <summary>Every selected node with a live agent has finished without an error.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Some nodes have not finished.</summary>
    public const string Progressing = "Progressing";

    /// <summary>Mode Approve: the plans are made, and <c>spec.approvedPlan</c> names none.</summary>
    public const string AwaitingApproval = "AwaitingApproval";

    /// <summary>Mode Approve: <c>spec.approvedPlan</c> is not the digest of this run's plans.</summary>
    public const string ApprovalMismatch = "ApprovalMismatch";

    /// <summary>Mode Approve: the plan of at least one node was not approved in time.</summary>
    public const string PlanExpired = "PlanExpired";

    /// <summary><c>spec.suspend</c> is true.</summary>
    public const string Suspended = "Suspended";

    /// <summary>A field holds what cannot be carried out; the message names it.</summary>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>
    /// A CustomResourceDefinition of the server is of an older release and drops fields, or did when the spec was
    /// stored.
    /// </summary>
    public const string DefinitionOutdated = "DefinitionOutdated";

    /// <summary>The CustomResourceDefinitions cannot be read, so whether they drop fields is not known.</summary>
    public const string DefinitionUnknown = "DefinitionUnknown";

    /// <summary>The spec was stored while the definition knew all of its fields.</summary>
    public const string StoredWhole = "StoredWhole";

    /// <summary>Another cleanup selects nodes of this one; the message names it.</summary>
    public const string SharesNodes = "SharesNodes";

    /// <summary>No other cleanup selects nodes of this one.</summary>
    public const string SharesNoNodes = "SharesNoNodes";

    /// <summary>
    /// Too many nodes have not been heard of to call the run finished; the message says how many may be.
    /// </summary>
    public const string NodesSilent = "NodesSilent";

    /// <summary>
    /// At least one node refused its order, which it could not confirm to be as the operator gave it.
    /// </summary>
    public const string OrdersRefused = "OrdersRefused";

    /// <summary>No node matches <c>spec.nodeSelector</c>.</summary>
    public const string NoNodes = "NoNodes";

    /// <summary>No selected node has a live agent.</summary>
    public const string NoAgents = "NoAgents";

    /// <summary>At least one node failed.</summary>
    public const string NodesFailed = "NodesFailed";

    /// <summary>At least one selected node has no live agent.</summary>
    public const string NodesUnreachable = "NodesUnreachable";

    /// <summary>Every selected node has a live agent and none failed.</summary>
    public const string AllNodesHealthy = "AllNodesHealthy";

    /// <summary>All that may go is spent on at least one node, and more than <c>when</c>'s low is used.</summary>
    public const string StillAboveLow = "StillAboveLow";

    /// <summary>Which images the workloads of the cluster refer to is not known, so no image goes.</summary>
    public const string WorkloadsUnknown = "WorkloadsUnknown";

    /// <summary>The kubelet of at least one node removes images or evicts pods before <c>when</c> is reached.</summary>
    public const string KubeletActsFirst = "KubeletActsFirst";

    /// <summary>It was asked, and not answered, from when on kubelet acts.</summary>
    public const string KubeletUnknown = "KubeletUnknown";

    /// <summary>A pattern of the policy matches nothing on any node that was scanned.</summary>
    public const string PinsUnmatched = "PinsUnmatched";

    /// <summary>Every pattern that matched nothing does so now, or is gone.</summary>
    public const string EveryPinMatched = "EveryPinMatched";

    /// <summary>What kept the cleanup from its purpose is gone.</summary>
    public const string NothingInTheWay = "NothingInTheWay";
}
