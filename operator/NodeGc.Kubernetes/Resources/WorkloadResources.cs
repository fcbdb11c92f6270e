using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Workloads;

namespace NodeGc.Kubernetes.Resources;

/// <summary>The built-in kinds that refer to images.</summary>
public static class WorkloadResources
{
    public static ResourceType<Workload> ReplicaSets { get; } = Create("apps", "replicasets", "ReplicaSet");

    /// <summary>CronJobs; Kubernetes before 1.21 serves them as <see cref="BetaCronJobs"/> only.</summary>
    public static ResourceType<Workload> CronJobs { get; } = Create("batch", "cronjobs", "CronJob");

    /// <summary>CronJobs in <c>batch/v1beta1</c>, which Kubernetes 1.25 removed.</summary>
    public static ResourceType<Workload> BetaCronJobs { get; } = CronJobs with { Version = "v1beta1" };

    public static ImmutableArray<ResourceType<Workload>> All { get; } =
    [
        Create("", "pods", "Pod"),
        Create("", "replicationcontrollers", "ReplicationController"),
        Create("apps", "daemonsets", "DaemonSet"),
        Create("apps", "deployments", "Deployment"),
        Create("apps", "statefulsets", "StatefulSet"),
        ReplicaSets,
        Create("batch", "jobs", "Job"),
        CronJobs,
    ];

    private static ResourceType<Workload> Create(string group, string plural, string kind) =>
        new(
            group,
            "v1",
            plural,
            kind,
            Namespaced: true,
            KubernetesJson.Default.Workload,
            KubernetesJson.Default.ObjectListWorkload
        );
}
