using NodeGc.Api.Cleanups;
using NodeGc.Kubectl.Output;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubectl.Views;

/// <summary>Whether the plans of a cleanup can be approved now. Pure.</summary>
internal static class Approval
{
    /// <summary>Why they cannot; null if they can.</summary>
    public static string? FindObstacle(NodeStorageCleanup cleanup, DateTimeOffset now)
    {
        var name = cleanup.Metadata.Name;
        if (cleanup.Spec.Mode != CleanupMode.Approve)
            return $"the mode of {name} is {cleanup.Spec.Mode}; plans are made and approved only in mode Approve";
        if (cleanup.Spec.Suspend)
            return $"{name} is suspended; set spec.suspend to false first";
        if (cleanup.Status?.LastRun is not { PlanDigest: not null } run)
            return $"{name} has no plan to approve yet{Reason(cleanup)}";
        return run.PlanExpirationTime is { } end && end <= now
            ? $"the plan of {name} expired {HumanDuration.Format(now - end)} ago; to make a new one, "
                + "suspend and resume the cleanup"
            : null;
    }

    private static string Reason(NodeStorageCleanup cleanup) =>
        cleanup.Status?.Conditions.Find(CleanupConditions.Ready) is { Message.Length: > 0 } ready
            ? $" ({ready.Reason}: {ready.Message})"
            : "";
}
