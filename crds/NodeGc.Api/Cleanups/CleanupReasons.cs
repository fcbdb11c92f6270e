namespace NodeGc.Api.Cleanups;

/// <summary>Reasons in the conditions of a NodeStorageCleanup.</summary>
public static class CleanupReasons
{
    /// <summary>Every selected node with a live agent has finished without errors.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Some nodes have not finished.</summary>
    public const string Progressing = "Progressing";

    /// <summary>Mode Approve: the plans are made, and <c>spec.approvedPlan</c> is empty.</summary>
    public const string AwaitingApproval = "AwaitingApproval";

    /// <summary>Mode Approve: <c>spec.approvedPlan</c> is not the digest of this run's plans.</summary>
    public const string ApprovalMismatch = "ApprovalMismatch";

    /// <summary>Mode Approve: the plan of at least one node was not approved in time.</summary>
    public const string PlanExpired = "PlanExpired";

    /// <summary>Mode Report: every selected node with a live agent has reported.</summary>
    public const string Reported = "Reported";

    /// <summary>Nothing is in progress until the next due time.</summary>
    public const string Scheduled = "Scheduled";

    /// <summary><c>spec.rollout.maxConcurrent</c> is 0.</summary>
    public const string Paused = "Paused";

    /// <summary>Mode Approve: the plans of this run are approved.</summary>
    public const string Approved = "Approved";

    /// <summary>Mode Approve: there is no plan that could be approved.</summary>
    public const string NoPlan = "NoPlan";

    /// <summary>The canary failed, or did not stay healthy: no more nodes start in this run.</summary>
    public const string CanaryFailed = "CanaryFailed";

    /// <summary>As many nodes failed as <c>spec.rollout.maxFailures</c> allows: no more nodes start in this
    /// run.</summary>
    public const string TooManyFailures = "TooManyFailures";

    /// <summary><c>spec.suspend</c> is true.</summary>
    public const string Suspended = "Suspended";

    /// <summary>A field has an invalid value.</summary>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>A CustomResourceDefinition on the server is from an older release and drops fields, or did so when the
    /// spec was stored. No orders are issued.</summary>
    public const string DefinitionOutdated = "DefinitionOutdated";

    /// <summary>The CustomResourceDefinitions cannot be read, so it is not known whether they drop fields. No orders
    /// are issued.</summary>
    public const string DefinitionUnknown = "DefinitionUnknown";

    /// <summary>The API server rejected an order of this run. No orders of the run are issued.</summary>
    public const string OrderRejected = "OrderRejected";

    /// <summary>The spec was stored while the definition knew all of its fields.</summary>
    public const string NoFieldsDropped = "NoFieldsDropped";

    /// <summary>Another cleanup selects some of the same nodes.</summary>
    public const string SharesNodes = "SharesNodes";

    /// <summary>No other cleanup selects the same nodes.</summary>
    public const string SharesNoNodes = "SharesNoNodes";

    /// <summary>All nodes that report are done, but too many others are late for the run to be finished.</summary>
    public const string NodesNotReporting = "NodesNotReporting";

    /// <summary>At least one node refused its order, because it could not verify that the order is as the operator
    /// wrote it.</summary>
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

    /// <summary>On at least one node, usage is still above the stop threshold of <c>when</c> after everything eligible
    /// was removed.</summary>
    public const string TargetNotReached = "TargetNotReached";

    /// <summary>It is not known which images the workloads of the cluster reference, so no images are
    /// removed.</summary>
    public const string WorkloadImagesUnknown = "WorkloadImagesUnknown";

    /// <summary>The kubelet of at least one node removes images or evicts pods before <c>when</c> is reached.</summary>
    public const string KubeletActsFirst = "KubeletActsFirst";

    /// <summary>The thresholds of at least one kubelet could not be read.</summary>
    public const string KubeletUnknown = "KubeletUnknown";

    /// <summary>A pattern of <c>protect</c> or <c>collect.images</c> matches nothing on any scanned node, so it
    /// protects nothing.</summary>
    public const string PinsUnmatched = "PinsUnmatched";

    /// <summary>Every pattern that matched nothing now matches, or was removed.</summary>
    public const string AllPinsMatched = "AllPinsMatched";

    /// <summary>The obstacle no longer exists.</summary>
    public const string NoObstacle = "NoObstacle";
}
