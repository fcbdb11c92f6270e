using System.Collections.Immutable;
using NodeGc.Kubernetes.Json;

namespace NodeGc.Kubernetes.Objects.Workloads;

/// <summary>The built-in kinds that name images.</summary>
public static class WorkloadResources
{
    public static ResourceType<Workload> ReplicaSets { get; } = Of("apps", "replicasets", "ReplicaSet");

    public static ImmutableArray<ResourceType<Workload>> All { get; } =
    [
        Of("", "pods", "Pod"),
        Of("", "replicationcontrollers", "ReplicationController"),
        Of("apps", "daemonsets", "DaemonSet"),
        Of("apps", "deployments", "Deployment"),
        Of("apps", "statefulsets", "StatefulSet"),
        ReplicaSets,
        Of("batch", "jobs", "Job"),
        Of("batch", "cronjobs", "CronJob"),
    ];

    private static ResourceType<Workload> Of(string group, string plural, string kind) =>
        new(group, "v1", plural, kind, Namespaced: true,
            KubernetesJson.Default.Workload, KubernetesJson.Default.ObjectListWorkload);
}
