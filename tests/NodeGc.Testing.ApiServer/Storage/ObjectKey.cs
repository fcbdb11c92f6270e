using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Storage;

/// <summary>Where an object is stored. <paramref name="Namespace"/> is empty for a cluster-scoped one.</summary>
internal sealed record ObjectKey(string GroupResource, string Namespace, string Name)
{
    public ObjectKey(ResourceType type, string @namespace, string name)
        : this(type.GroupResource, type.Namespaced ? @namespace : "", name) { }

    /// <summary>The place within its collection: sorted by namespace, then by name, as etcd's keys are.</summary>
    public string Path => $"{Namespace}/{Name}";
}
