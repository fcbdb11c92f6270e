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

    public static Listing Create(ImmutableArray<NodeStorage> nodes, bool isOne, DateTimeOffset now) =>
        new(
            new Table(Columns, [.. nodes.Select(node => Row(node, now))]),
            ObjectDocuments.NamesOf(ResourceTypes.NodeStorages, nodes.Select(node => node.Metadata.Name ?? "")),
            ObjectDocuments.Create(ResourceTypes.NodeStorages, nodes, isOne)
        );

    private static ImmutableArray<string?> Row(NodeStorage node, DateTimeOffset now)
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
            HumanDuration.Since(status.HeartbeatTime, now),
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
