using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Cluster;

namespace NodeGc.Dashboard.Tests.Views;

/// <summary>Nodes as the operator's cache has them.</summary>
internal static class Given
{
    public const long Capacity = 100L << 30;

    public static DateTimeOffset Now { get; } = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    /// <param name="name">Its name.</param>
    /// <param name="used">Percentage; null if the agent has not reported.</param>
    /// <param name="heartbeat">Default: now.</param>
    /// <param name="system">Its operating system.</param>
    public static ClusterNode Node(
        string name,
        int? used = null,
        DateTimeOffset? heartbeat = null,
        string system = "linux"
    ) =>
        Node(
            name,
            used is not { } percent
                ? null
                : new NodeStorageStatus
                {
                    HeartbeatTime = heartbeat ?? Now,
                    Storage = new StorageInfo
                    {
                        UsedPercent = percent,
                        CapacityBytes = Capacity,
                        UsedBytes = Capacity * percent / 100,
                        FreeBytes = Capacity * (100 - percent) / 100,
                    },
                },
            system
        );

    public static ClusterNode Node(string name, NodeStorageStatus? status, string system = "linux")
    {
        var labels = ImmutableDictionary<string, string>.Empty.Add("kubernetes.io/os", system).Add("pool", "build");
        var metadata = new ObjectMeta { Name = name };
        return new ClusterNode(
            name,
            new Node { Metadata = metadata with { Labels = labels } },
            new NodeStorage { Metadata = metadata, Status = status }
        );
    }
}
