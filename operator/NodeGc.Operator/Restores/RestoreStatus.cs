using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Orders;
using NodeGc.Operator.Scheduling;
using NodeGc.Operator.Status.Conditions;

namespace NodeGc.Operator.Restores;

/// <summary>Folds the nodes' reports into the status of a restore. Pure, and a fixed point: folding its own result
/// again gives the same bytes. A restore that has ended keeps its status.</summary>
internal static class RestoreStatus
{
    /// <summary>Longer messages are in the status of the node's NodeStorage.</summary>
    private const int MaxMessageLength = 200;

    /// <param name="restore">With the status that was last written.</param>
    /// <param name="nodes">All nodes, in any order.</param>
    /// <param name="cleanups">All cleanups: what a run in progress could remove again is not restored.</param>
    /// <param name="definitions">Whether the server keeps every field.</param>
    /// <param name="liveness">Which agents are alive.</param>
    public static NodeStorageRestoreStatus Fold(
        NodeStorageRestore restore,
        IEnumerable<ClusterNode> nodes,
        IReadOnlyCollection<NodeStorageCleanup> cleanups,
        DefinitionState definitions,
        Liveness liveness
    )
    {
        var before = restore.Status ?? new NodeStorageRestoreStatus();
        if (before.CompletionTime is not null)
            return before;
        if (before.StartTime is null && FindHindrance(restore, cleanups, definitions, liveness.Now) is { } hindrance)
            return Write(before, restore, hindrance, liveness.Now);
        var start = before.StartTime ?? liveness.Now;
        var started = before with
        {
            StartTime = start,
            ExpirationTime = before.ExpirationTime ?? RestoreOrders.FindExpiration(restore.Spec, start),
        };
        ImmutableArray<RestoreProgress> selected =
        [
            .. Sort(
                from node in nodes
                where RestoreOrders.Selects(restore, node)
                select RestoreProgress.Find(node, restore with { Status = started }, liveness)
            ),
        ];
        var status = WithNodes(started, selected);
        return Write(status, restore, Decide(restore, selected, status, cleanups, liveness.Now), liveness.Now);
    }

    private static RestoreVerdict? FindHindrance(
        NodeStorageRestore restore,
        IEnumerable<NodeStorageCleanup> cleanups,
        DefinitionState definitions,
        DateTimeOffset now
    )
    {
        if (RestoreOrders.Check(restore) is { IsEmpty: false } problems)
            return new RestoreVerdict.InvalidSpec(problems);
        if (definitions.BlocksOrders)
            return new RestoreVerdict.FieldsDropped(definitions);
        return cleanups.FirstOrDefault(cleanup => IsInProgress(cleanup, restore.Spec.RunId, now)) is { } running
            ? new RestoreVerdict.RunInProgress(restore.Spec.RunId, running.Metadata.Name ?? "")
            : null;
    }

    private static bool IsInProgress(NodeStorageCleanup cleanup, string run, DateTimeOffset now) =>
        cleanup.Status?.LastRun is { CompletionTime: null } last
        && last.Id == run
        && ActiveCleanup.Find(cleanup, now)?.Run.Id == run;

    private static RestoreVerdict Decide(
        NodeStorageRestore restore,
        ImmutableArray<RestoreProgress> nodes,
        NodeStorageRestoreStatus status,
        IEnumerable<NodeStorageCleanup> cleanups,
        DateTimeOffset now
    )
    {
        if (nodes.IsEmpty)
            return new RestoreVerdict.NoNodes();
        var counts = status.NodeCounts!;
        if (!nodes.All(node => node.HasEnded))
            return new RestoreVerdict.Restoring(counts);
        if (nodes[0] is { Phase: RestorePhase.Failed } failed)
            return new RestoreVerdict.NodesFailed(counts, failed.Name, failed.Message ?? "");
        return counts.Succeeded == 0
            ? new RestoreVerdict.NotInQuarantine(restore.Spec.RunId, nodes.Length)
            : new RestoreVerdict.Restored(counts, status.Restored, FindRepetition(restore, cleanups, now));
    }

    /// <summary>Without a schedule, nothing happens again until somebody changes the cleanup.</summary>
    private static RestoreVerdict.Repetition? FindRepetition(
        NodeStorageRestore restore,
        IEnumerable<NodeStorageCleanup> cleanups,
        DateTimeOffset now
    ) =>
        cleanups
            .Where(cleanup =>
                cleanup.Spec is { Suspend: false, Schedule: not null } && Had(cleanup, restore.Spec.RunId)
            )
            .Select(cleanup => new RestoreVerdict.Repetition(
                cleanup.Metadata.Name ?? "",
                CleanupSchedule.FindNext(cleanup.Spec, now)
            ))
            .FirstOrDefault();

    /// <summary>The cleanup to which the run belongs; null if it is not known any more.</summary>
    public static NodeStorageCleanup? FindCleanup(
        NodeStorageRestore restore,
        IEnumerable<NodeStorageCleanup> cleanups
    ) => cleanups.FirstOrDefault(cleanup => Had(cleanup, restore.Spec.RunId));

    private static bool Had(NodeStorageCleanup cleanup, string run) =>
        cleanup.Status is { } status && (status.LastRun?.Id == run || status.History.Any(one => one.Id == run));

    private static NodeStorageRestoreStatus WithNodes(
        NodeStorageRestoreStatus status,
        ImmutableArray<RestoreProgress> nodes
    ) =>
        status with
        {
            NodeCounts = Count(nodes),
            Restored = Sum(nodes, node => node.Restored),
            Failed = Sum(nodes, node => node.Failed),
            Nodes = [.. nodes.Take(NodeStorageRestoreStatus.MaxNodes).Select(Show)],
            NodesOmitted = Math.Max(0, nodes.Length - NodeStorageRestoreStatus.MaxNodes),
        };

    private static IEnumerable<RestoreProgress> Sort(IEnumerable<RestoreProgress> nodes) =>
        nodes
            .OrderBy(node =>
                node.Phase == RestorePhase.Failed ? 0
                : node.HasEnded ? 2
                : 1
            )
            .ThenByDescending(node => node.Restored.Bytes)
            .ThenBy(node => node.Name, StringComparer.Ordinal);

    private static NodeRestoration Show(RestoreProgress node) =>
        new()
        {
            Name = node.Name,
            Phase = node.Phase,
            Message = ShortText.OrNull(node.Message, MaxMessageLength),
            Bytes = node.Restored.Bytes,
        };

    private static NodeCounts Count(ImmutableArray<RestoreProgress> nodes) =>
        new()
        {
            Selected = nodes.Length,
            Pending = nodes.Count(node => node.Phase == RestorePhase.Pending),
            Running = nodes.Count(node => node.Phase == RestorePhase.Restoring),
            Succeeded = nodes.Count(node => node.Phase == RestorePhase.Succeeded),
            Failed = nodes.Count(node => node.Phase == RestorePhase.Failed),
            Skipped = nodes.Count(node => node.Phase == RestorePhase.Skipped),
        };

    private static Tally Sum(IEnumerable<RestoreProgress> nodes, Func<RestoreProgress, Tally> get) =>
        nodes.Aggregate(Tally.Zero, (sum, node) => sum + get(node));

    private static NodeStorageRestoreStatus Write(
        NodeStorageRestoreStatus status,
        NodeStorageRestore restore,
        RestoreVerdict verdict,
        DateTimeOffset now
    )
    {
        var (state, text) = RestoreTexts.Describe(verdict);
        var conditions = status.Conditions;
        foreach (
            var (type, isTrue) in (ReadOnlySpan<(string, bool)>)
                [
                    (CleanupConditions.Ready, state == VerdictState.Ready),
                    (CleanupConditions.Reconciling, state == VerdictState.Reconciling),
                    (CleanupConditions.Stalled, state == VerdictState.Stalled),
                ]
        )
            conditions = conditions.With(
                new Condition
                {
                    Type = type,
                    Status = ConditionStatus.From(isTrue),
                    ObservedGeneration = restore.Metadata.Generation,
                    Reason = text.Reason,
                    Message = text.Message,
                },
                now
            );
        return status with
        {
            ObservedGeneration = restore.Metadata.Generation,
            Conditions = conditions,
            CompletionTime = verdict.IsFinal ? now : null,
        };
    }
}
