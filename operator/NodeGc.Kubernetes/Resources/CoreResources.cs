using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;

namespace NodeGc.Kubernetes.Resources;

/// <summary>The built-in kinds that NodeGc reads or writes.</summary>
public static class CoreResources
{
    public static ResourceType<Node> Nodes { get; } =
        new(
            "",
            "v1",
            "nodes",
            "Node",
            Namespaced: false,
            KubernetesJson.Default.Node,
            KubernetesJson.Default.ObjectListNode
        );

    public static ResourceType<Pod> Pods { get; } =
        new(
            "",
            "v1",
            "pods",
            "Pod",
            Namespaced: true,
            KubernetesJson.Default.Pod,
            KubernetesJson.Default.ObjectListPod
        );

    public static ResourceType<Event> Events { get; } =
        new(
            "",
            "v1",
            "events",
            "Event",
            Namespaced: true,
            KubernetesJson.Default.Event,
            KubernetesJson.Default.ObjectListEvent
        );

    public static ResourceType<Lease> Leases { get; } =
        new(
            "coordination.k8s.io",
            "v1",
            "leases",
            "Lease",
            Namespaced: true,
            KubernetesJson.Default.Lease,
            KubernetesJson.Default.ObjectListLease
        );
}
