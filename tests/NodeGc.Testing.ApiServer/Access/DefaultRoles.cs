using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>The roles that a new cluster has, as far as a client can feel them.</summary>
internal static class DefaultRoles
{
    public static ImmutableArray<JsonObject> All { get; } =
    [
        .. Yaml.Documents(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: cluster-admin }
            rules:
            - { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }
            - { nonResourceURLs: ["*"], verbs: ["*"] }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: cluster-admin }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
            subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:masters" }]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: view
              labels: { rbac.authorization.k8s.io/aggregate-to-edit: "true" }
            aggregationRule:
              clusterRoleSelectors: [{ matchLabels: { rbac.authorization.k8s.io/aggregate-to-view: "true" } }]
            rules: []
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: edit
              labels: { rbac.authorization.k8s.io/aggregate-to-admin: "true" }
            aggregationRule:
              clusterRoleSelectors: [{ matchLabels: { rbac.authorization.k8s.io/aggregate-to-edit: "true" } }]
            rules: []
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: admin }
            aggregationRule:
              clusterRoleSelectors: [{ matchLabels: { rbac.authorization.k8s.io/aggregate-to-admin: "true" } }]
            rules: []
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: "system:discovery" }
            rules:
            - nonResourceURLs:
                [/api, /api/*, /apis, /apis/*, /healthz, /livez, /openapi, /openapi/*, /readyz, /version, /version/]
              verbs: [get]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: "system:discovery" }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:discovery" }
            subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:authenticated" }]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: "system:basic-user" }
            rules:
            - apiGroups: [authorization.k8s.io]
              resources: [selfsubjectaccessreviews, selfsubjectrulesreviews]
              verbs: [create]
            - { apiGroups: [authentication.k8s.io], resources: [selfsubjectreviews], verbs: [create] }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: "system:basic-user" }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:basic-user" }
            subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:authenticated" }]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: "system:public-info-viewer" }
            rules:
            - { nonResourceURLs: [/healthz, /livez, /readyz, /version, /version/], verbs: [get] }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: "system:public-info-viewer" }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:public-info-viewer" }
            subjects:
            - { apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:authenticated" }
            - { apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:unauthenticated" }
            """
        ),
    ];
}
