using System.Collections.Immutable;
using System.Globalization;
using NodeGc.Api;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Kubectl.Output;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubectl.Views;

/// <summary>The disks of the nodes, and what prevents deletions. Pure.</summary>
internal static class NodesView
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("NAME"),
        new("READY"),
        new("USED%"),
        new("USED", IsWide: true),
        new("FREE"),
        new("UNACCOUNTED"),
        new("QUARANTINE"),
        new("HEARTBEAT"),
        new("PROBLEM"),
        new("DRIVER", IsWide: true),
        new("ENGINE", IsWide: true),
        new("DATA ROOT", IsWide: true),
        new("AGENT", IsWide: true),
        new("MESSAGE", IsWide: true),
    ];

    /// <param name="nodes">The nodes.</param>
    /// <param name="renewals">When their agents last renewed their leases, by node.</param>
    /// <param name="isOne">Whether one node was asked for.</param>
    /// <param name="now">The current time.</param>
    public static Listing Create(
        ImmutableArray<NodeStorage> nodes,
        ImmutableDictionary<string, DateTimeOffset> renewals,
        bool isOne,
        DateTimeOffset now
    ) =>
        new(
            new Table(Columns, [.. nodes.Select(node => Row(node, FindHeartbeat(node, renewals), now))]),
            ObjectDocuments.NamesOf(ResourceTypes.NodeStorages, nodes.Select(node => node.Metadata.Name ?? "")),
            ObjectDocuments.Create(ResourceTypes.NodeStorages, nodes, isOne)
        );

    /// <summary>The last sign of life: the lease, or the last report if that is later or the lease is not
    /// known.</summary>
    private static DateTimeOffset? FindHeartbeat(NodeStorage node, ImmutableDictionary<string, DateTimeOffset> renewals)
    {
        var reported = node.Status?.HeartbeatTime;
        return renewals.TryGetValue(node.Metadata.Name ?? "", out var renewed) && !(reported > renewed)
            ? renewed
            : reported;
    }

    private static ImmutableArray<string?> Row(NodeStorage node, DateTimeOffset? heartbeat, DateTimeOffset now)
    {
        var status = node.Status ?? new NodeStorageStatus();
        var storage = status.Storage;
        var problem = FindProblem(status);
        return
        [
            node.Metadata.Name,
            status.Conditions.Find(NodeConditions.Ready)?.Status ?? ConditionStatus.Unknown,
            storage is null ? null : string.Create(CultureInfo.InvariantCulture, $"{storage.UsedPercent}%"),
            storage is null ? null : ByteSize.Format(storage.UsedBytes),
            storage?.FreeSize,
            Sum(status, root => root.Unaccounted.Bytes),
            Sum(status, root => root.Quarantine.Held.Bytes),
            HumanDuration.Since(heartbeat, now),
            NameOf(problem),
            storage?.Driver,
            storage?.EngineVersion,
            storage?.DataRoot,
            status.Agent?.Version,
            problem?.Message,
        ];
    }

    /// <summary>The condition that needs attention most; null if none does.</summary>
    private static Condition? FindProblem(NodeStorageStatus status) =>
        status
            .Conditions.Where(IsProblem)
            .OrderBy(condition => condition.Type == NodeConditions.Ready ? 1 : 0)
            .FirstOrDefault();

    /// <summary>Ready has to be True; every other condition prevents deletions if it is True.</summary>
    private static bool IsProblem(Condition condition) =>
        condition.Type == NodeConditions.Ready
            ? condition.Status == ConditionStatus.False
            : condition.Status == ConditionStatus.True;

    private static string? NameOf(Condition? problem) =>
        problem?.Type == NodeConditions.Ready ? problem.Reason : problem?.Type;

    private static string? Sum(NodeStorageStatus status, Func<DataRootReport, long> bytes) =>
        status.DataRoots.IsEmpty ? null : ByteSize.Format(status.DataRoots.Sum(bytes));
}
