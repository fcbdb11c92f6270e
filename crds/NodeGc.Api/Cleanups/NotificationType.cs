namespace NodeGc.Api.Cleanups;

/// <summary>What the operator notifies a webhook of.</summary>
public enum NotificationType
{
    /// <summary>A run ended, and no node failed.</summary>
    RunSucceeded,

    /// <summary>A run ended, and at least one node failed.</summary>
    RunFailed,

    /// <summary>A run ended before all nodes had finished: the cleanup was changed or suspended.</summary>
    RunStopped,

    /// <summary>Mode Approve: the plans of a run can be approved.</summary>
    AwaitingApproval,

    /// <summary>Agents refused their order, because they could not verify it.</summary>
    OrdersRefused,

    /// <summary>The cleanup is stalled until someone corrects something, for example because its canary
    /// failed.</summary>
    Stalled,
}
