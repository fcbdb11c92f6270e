using System.Globalization;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Operator.Status.Events;

/// <summary>Finds in a NodeStorage what happened lately. Depends on what is stored there alone, so it does not matter
/// how often it is asked, and by which operator. Pure.</summary>
/// <remarks>A run that removes nothing is no news: with thousands of nodes and a schedule, it is the usual
/// case.</remarks>
internal static class NodeNewsRules
{
    /// <summary>How far the times of a node may be from the operator's. Shorter than the hour for which API servers
    /// keep events: while one is kept, it is not written again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <summary>What happened on the node, at most one event per run and attempt, restore, and condition and
    /// hour.</summary>
    public static IEnumerable<NodeNews> Find(NodeStorage storage, DateTimeOffset now)
    {
        if (storage is not { Metadata.Name: { } node, Status: { } status })
            return [];
        var all = status
            .Orders.Select(report => FindRun(node, report, now))
            .Concat(status.Conditions.Select(condition => FindObstacle(node, condition)))
            .Concat(status.Answers.Select(answer => FindRestore(node, storage.Spec, answer)))
            .Concat(status.Restores.Select(report => FindRestore(node, storage.Spec, report)));
        return all.OfType<NodeNews>().Where(news => (now - news.Occurrence.Time).Duration() <= Window);
    }

    private static NodeNews? FindRun(string node, OrderReport report, DateTimeOffset now)
    {
        var (cleanup, run) = (report.Cleanup, report.RunId);
        var message = report.Message ?? report.Errors.FirstOrDefault()?.Message ?? "no details were reported";
        EventNote? note = report switch
        {
            { RefusalReason: { } cause } => NodeEvents.StorageCleanupRefused(cleanup, run, cause),
            { Phase: OrderPhase.Sweeping } => NodeEvents.StorageCleanupStarted(cleanup, run, message),
            { Phase: OrderPhase.Failed } => NodeEvents.StorageCleanupFailed(cleanup, run, DescribeFailure(report)),
            { Phase: OrderPhase.Succeeded } when HasRemoved(report.Totals) => NodeEvents.StorageCleanupCompleted(
                cleanup,
                run,
                message
            ),
            _ => null,
        };
        var attempt = (report.Attempt ?? 0).ToString(CultureInfo.InvariantCulture);
        return note is null ? null : Create(node, note, $"{run} {attempt}", report.CompletionTime ?? now);
    }

    private static string DescribeFailure(OrderReport report) =>
        report.Errors.FirstOrDefault() is { } error
            ? $"{report.Message}; first error: {(error.Subject is { } subject ? $"{subject}: " : "")}{error.Message}"
            : report.Message ?? "no details were reported";

    private static bool HasRemoved(Totals totals) => totals.Quarantined.Items > 0 || totals.Reclaimed.Items > 0;

    /// <summary>A store that is being loaded is scanned again soon. That metadata is not understood is said by another
    /// condition.</summary>
    private static NodeNews? FindObstacle(string node, Condition condition)
    {
        var isReady = condition.Type == NodeConditions.Ready;
        var isObstacle = isReady
            ? condition.Status == ConditionStatus.False && condition.Reason != NodeReasons.MetadataNotUnderstood
            : condition.Status == ConditionStatus.True && condition.Type != NodeConditions.StoreUnsettled;
        if (!isObstacle)
            return null;
        var since = condition.LastTransitionTime;
        var name = isReady ? condition.Reason : condition.Type;
        var hour = since.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        var note = NodeEvents.StorageDeletionPrevented(node, name, condition.Message);
        return Create(node, note, $"{name} {hour}", since);
    }

    private static NodeNews? FindRestore(string node, NodeStorageSpec? spec, NodeAnswer answer)
    {
        if (spec?.Requests.FirstOrDefault(one => one.Id == answer.Id) is not { Restore: { } restore } request)
            return null;
        var note =
            answer.ExitCode == 0
                ? NodeEvents.StorageRestored(restore.RunId, restore.Item)
                : NodeEvents.StorageRestoreFailed(
                    restore.RunId,
                    restore.Item,
                    answer.Error ?? "some items were not restored; see the answer in the NodeStorage"
                );
        return Create(node, note, request.Id, answer.CompletionTime) with { RestoredRun = restore.RunId };
    }

    /// <summary>That a node has nothing of the run is no news. The cleanup gets one event at the end of the
    /// restore.</summary>
    private static NodeNews? FindRestore(string node, NodeStorageSpec? spec, RestoreReport report)
    {
        if (spec?.Restores.FirstOrDefault(one => one.Uid == report.Uid) is not { } order)
            return null;
        var items = order.Items.IsEmpty ? null : string.Join(", ", order.Items);
        EventNote? note = report.Phase switch
        {
            RestorePhase.Succeeded => NodeEvents.StorageRestored(order.RunId, items),
            RestorePhase.Failed => NodeEvents.StorageRestoreFailed(order.RunId, items, report.Message ?? ""),
            _ => null,
        };
        return note is null || report.CompletionTime is not { } end ? null : Create(node, note, report.Uid, end);
    }

    private static NodeNews Create(string node, EventNote note, string key, DateTimeOffset time) =>
        new(node, new EventOccurrence(ObjectReference.ToNode(node), note, key, time));
}
