using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>The operator's service account, and not one right more than it needs.</summary>
internal static class OperatorRights
{
    public const string Namespace = "nodegc";
    public const string Name = "nodegc-operator";

    public static readonly ObjectKey Lease = new(Namespace, Name);

    public const string Yaml =
        """
        apiVersion: v1
        kind: Namespace
        metadata: { name: nodegc }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: nodegc-operator, namespace: nodegc }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: nodegc-operator }
        rules:
        - { apiGroups: [""], resources: [nodes], verbs: [get, list, watch] }
        - { apiGroups: [nodegc.io], resources: [nodestoragecleanups], verbs: [get, list, watch] }
        - { apiGroups: [nodegc.io], resources: [nodestoragecleanups/status], verbs: [get, patch, update] }
        - apiGroups: [apiextensions.k8s.io]
          resources: [customresourcedefinitions]
          resourceNames: [nodestoragecleanups.nodegc.io, nodestorages.nodegc.io]
          verbs: [get]
        - { apiGroups: [nodegc.io], resources: [nodestorages], verbs: [list, watch, create, patch] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: nodegc-operator }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: nodegc-operator }
        subjects:
        - { kind: ServiceAccount, name: nodegc-operator, namespace: nodegc }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: nodegc-operator-workloads }
        rules:
        - { apiGroups: [""], resources: [pods, replicationcontrollers], verbs: [list] }
        - { apiGroups: [apps], resources: [daemonsets, deployments, replicasets, statefulsets], verbs: [list] }
        - { apiGroups: [batch], resources: [cronjobs, jobs], verbs: [list] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: nodegc-operator-workloads }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: nodegc-operator-workloads }
        subjects:
        - { kind: ServiceAccount, name: nodegc-operator, namespace: nodegc }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: nodegc-operator-events, namespace: default }
        rules:
        - { apiGroups: [""], resources: [events], verbs: [create, patch] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: nodegc-operator-events, namespace: default }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: nodegc-operator-events }
        subjects:
        - { kind: ServiceAccount, name: nodegc-operator, namespace: nodegc }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: nodegc-operator, namespace: nodegc }
        rules:
        - { apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create] }
        - { apiGroups: [""], resources: [pods], verbs: [list, watch] }
        - { apiGroups: [coordination.k8s.io], resources: [leases], resourceNames: [nodegc-operator], verbs: [get, update, patch] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: nodegc-operator, namespace: nodegc }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: nodegc-operator }
        subjects:
        - { kind: ServiceAccount, name: nodegc-operator, namespace: nodegc }
        """;
}
