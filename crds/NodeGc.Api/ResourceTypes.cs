using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api;

/// <summary>The resource types of NodeGc. All are cluster-scoped, as nodes are.</summary>
public static class ResourceTypes
{
    public static ResourceType<NodeStorageCleanup> NodeStorageCleanups { get; } =
        new(
            ApiGroup.Name,
            ApiGroup.Version,
            "nodestoragecleanups",
            "NodeStorageCleanup",
            Namespaced: false,
            ApiJsonContext.Default.NodeStorageCleanup,
            ApiJsonContext.Default.ObjectListNodeStorageCleanup
        );

    public static ResourceType<NodeStorage> NodeStorages { get; } =
        new(
            ApiGroup.Name,
            ApiGroup.Version,
            "nodestorages",
            "NodeStorage",
            Namespaced: false,
            ApiJsonContext.Default.NodeStorage,
            ApiJsonContext.Default.ObjectListNodeStorage
        );

    public static ResourceType<NodeStorageRestore> NodeStorageRestores { get; } =
        new(
            ApiGroup.Name,
            ApiGroup.Version,
            "nodestoragerestores",
            "NodeStorageRestore",
            Namespaced: false,
            ApiJsonContext.Default.NodeStorageRestore,
            ApiJsonContext.Default.ObjectListNodeStorageRestore
        );
}
