using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.ApiServer.Resources;

/// <summary>The kinds that every cluster serves, as far as the tests need them.</summary>
internal static class BuiltInResources
{
    public static ImmutableArray<ResourceType> All { get; } =
    [
        Cluster("", "v1", "namespaces", "Namespace", "ns") with
        {
            HasStatus = true,
        },
        Cluster("", "v1", "nodes", "Node", "no") with
        {
            HasStatus = true,
            KeepsStatusOnCreate = true,
        },
        Namespaced("", "v1", "pods", "Pod", "po") with
        {
            HasStatus = true,
            Categories = ["all"],
        },
        Namespaced("", "v1", "services", "Service", "svc") with
        {
            HasStatus = true,
            Categories = ["all"],
        },
        Namespaced("", "v1", "configmaps", "ConfigMap", "cm"),
        Namespaced("", "v1", "secrets", "Secret"),
        Namespaced("", "v1", "serviceaccounts", "ServiceAccount", "sa"),
        Namespaced("", "v1", "events", "Event", "ev"),
        Workload("deployments", "Deployment", "deploy"),
        Workload("daemonsets", "DaemonSet", "ds"),
        Workload("statefulsets", "StatefulSet", "sts"),
        Workload("replicasets", "ReplicaSet", "rs"),
        Namespaced("", "v1", "replicationcontrollers", "ReplicationController", "rc") with
        {
            HasStatus = true,
            HasGeneration = true,
            Categories = ["all"],
        },
        Namespaced("batch", "v1", "jobs", "Job") with
        {
            HasStatus = true,
            HasGeneration = true,
            Categories = ["all"],
        },
        Namespaced("batch", "v1", "cronjobs", "CronJob", "cj") with
        {
            HasStatus = true,
            HasGeneration = true,
            Categories = ["all"],
        },
        Namespaced("coordination.k8s.io", "v1", "leases", "Lease"),
        Cluster("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole"),
        Cluster("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding"),
        Namespaced("rbac.authorization.k8s.io", "v1", "roles", "Role"),
        Namespaced("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding"),
        Cluster(
            "apiextensions.k8s.io",
            "v1",
            "customresourcedefinitions",
            "CustomResourceDefinition",
            "crd",
            "crds"
        ) with
        {
            HasStatus = true,
            HasGeneration = true,
            Categories = ["api-extensions"],
        },
        Cluster("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", "pc") with
        {
            HasGeneration = true,
        },
        Namespaced("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", "pdb") with
        {
            HasStatus = true,
            HasGeneration = true,
        },
        Namespaced("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", "netpol") with
        {
            HasGeneration = true,
        },
        Cluster("admissionregistration.k8s.io", "v1", "validatingadmissionpolicies", "ValidatingAdmissionPolicy") with
        {
            HasStatus = true,
            HasGeneration = true,
            Categories = ["api-extensions"],
        },
        Cluster(
            "admissionregistration.k8s.io",
            "v1",
            "validatingadmissionpolicybindings",
            "ValidatingAdmissionPolicyBinding"
        ) with
        {
            HasGeneration = true,
            Categories = ["api-extensions"],
        },
        Cluster("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview") with
        {
            Verbs = ["create"],
        },
        Cluster("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview") with
        {
            Verbs = ["create"],
        },
        Cluster("authentication.k8s.io", "v1", "tokenreviews", "TokenReview") with
        {
            Verbs = ["create"],
        },
    ];

    private static ResourceType Cluster(
        string group,
        string version,
        string plural,
        string kind,
        params string[] shortNames
    ) =>
        new(group, version, plural, kind)
        {
            ShortNames = [.. shortNames],
            Schema = BuiltInShapes.Find(group.Length == 0 ? plural : $"{plural}.{group}"),
        };

    private static ResourceType Namespaced(
        string group,
        string version,
        string plural,
        string kind,
        params string[] shortNames
    ) => Cluster(group, version, plural, kind, shortNames) with { Namespaced = true };

    private static ResourceType Workload(string plural, string kind, string shortName) =>
        Namespaced("apps", "v1", plural, kind, shortName) with
        {
            HasStatus = true,
            HasGeneration = true,
            Categories = ["all"],
        };
}
