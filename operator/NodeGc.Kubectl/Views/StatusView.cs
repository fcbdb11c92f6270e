using System.Collections.Immutable;
using System.Globalization;
using NodeGc.Api;
using NodeGc.Api.Cleanups;
using NodeGc.Kubectl.Output;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubectl.Views;

/// <summary>What cleanups have done and what they wait for. Pure.</summary>
internal static class StatusView
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("NAME"),
        new("MODE"),
        new("STATUS"),
        new("NODES"),
        new("FAILED"),
        new("RECLAIMABLE"),
        new("HELD", IsWide: true),
        new("QUARANTINED"),
        new("RECLAIMED"),
        new("LAST RUN"),
        new("PROBLEM"),
        new("RUN", IsWide: true),
        new("MESSAGE", IsWide: true),
    ];

    public static Listing Create(ImmutableArray<NodeStorageCleanup> cleanups, bool isOne, DateTimeOffset now) =>
        new(
            new Table(Columns, [.. cleanups.Select(cleanup => Row(cleanup, now))]),
            ObjectDocuments.NamesOf(
                ResourceTypes.NodeStorageCleanups,
                cleanups.Select(cleanup => cleanup.Metadata.Name ?? "")
            ),
            ObjectDocuments.Create(ResourceTypes.NodeStorageCleanups, cleanups, isOne)
        );

    /// <summary>The conditions of one cleanup.</summary>
    public static Table Conditions(NodeStorageCleanup cleanup, DateTimeOffset now) =>
        new(
            [new("CONDITION"), new("STATUS"), new("REASON"), new("SINCE"), new("MESSAGE")],
            [
                .. Status(cleanup)
                    .Conditions.Select(condition =>
                        ImmutableArray.Create<string?>(
                            condition.Type,
                            condition.Status,
                            condition.Reason,
                            HumanDuration.Since(condition.LastTransitionTime, now),
                            condition.Message
                        )
                    ),
            ]
        );

    /// <summary>The figures of the last run by class.</summary>
    public static Table Classes(NodeStorageCleanup cleanup) =>
        new(
            [new("CLASS"), new("RECLAIMABLE"), new("HELD"), new("QUARANTINED"), new("RECLAIMED")],
            [
                .. (Status(cleanup).LastRun?.ByClass ?? []).Select(one =>
                    ImmutableArray.Create<string?>(
                        ClassNames.Of(one.Class),
                        one.Reclaimable.Size,
                        one.Held.Size,
                        one.Quarantined.Size,
                        one.Reclaimed.Size
                    )
                ),
            ]
        );

    /// <summary>The nodes that need attention most.</summary>
    public static Table Nodes(NodeStorageCleanup cleanup) =>
        new(
            [new("NODE"), new("PHASE"), new("SIZE"), new("MESSAGE")],
            [
                .. Status(cleanup)
                    .Nodes.Select(node =>
                        ImmutableArray.Create<string?>(
                            node.Name,
                            node.Phase.ToString(),
                            Api.Formats.ByteSize.Format(node.Bytes),
                            node.Message
                        )
                    ),
            ]
        );

    private static ImmutableArray<string?> Row(NodeStorageCleanup cleanup, DateTimeOffset now)
    {
        var ready = Status(cleanup).Conditions.Find(CleanupConditions.Ready);
        var run = Status(cleanup).LastRun;
        return
        [
            cleanup.Metadata.Name,
            cleanup.Spec.Mode.ToString(),
            ready?.Reason,
            run is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Done(run)}/{run.Nodes.Selected}"),
            run?.Nodes.Failed.ToString(CultureInfo.InvariantCulture),
            run?.Reclaimable.Size,
            run?.Held.Size,
            run?.Quarantined.Size,
            run?.Reclaimed.Size,
            run is null ? null : HumanDuration.Since(run.CompletionTime ?? run.StartTime, now),
            FindProblem(cleanup),
            run?.Id,
            ready?.Message,
        ];
    }

    /// <summary>The nodes of the run that have nothing left to do.</summary>
    private static int Done(CleanupRun run) => run.Nodes.Succeeded + run.Nodes.Failed + run.Nodes.Skipped;

    /// <summary>The conditions that need attention, by name; null if there are none.</summary>
    private static string? FindProblem(NodeStorageCleanup cleanup) =>
        string.Join(",", Status(cleanup).Conditions.Where(IsProblem).Select(condition => condition.Type))
            is { Length: > 0 } names
            ? names
            : null;

    private static bool IsProblem(Condition condition) =>
        condition.Type switch
        {
            CleanupConditions.Ready or CleanupConditions.Reconciling or CleanupConditions.Overlapping => false,
            CleanupConditions.Stalled => condition.Status == ConditionStatus.True,
            _ => condition.Status == ConditionStatus.False,
        };

    private static NodeStorageCleanupStatus Status(NodeStorageCleanup cleanup) =>
        cleanup.Status ?? new NodeStorageCleanupStatus();
}
