using System.Text.Json.Serialization.Metadata;

namespace NodeGc.Kubernetes.Objects;

/// <summary>Path and serialization of one kind.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Version">For example <c>v1</c>.</param>
/// <param name="Plural">The name in paths: <c>nodes</c>.</param>
/// <param name="Kind">The name in objects: <c>Node</c>.</param>
/// <param name="Namespaced">False for cluster-scoped kinds.</param>
/// <param name="Json">Source-generated serialization of <typeparamref name="T"/>.</param>
/// <param name="ListJson">The same for a list of them.</param>
public sealed record ResourceType<T>(
    string Group,
    string Version,
    string Plural,
    string Kind,
    bool Namespaced,
    JsonTypeInfo<T> Json,
    JsonTypeInfo<ObjectList<T>> ListJson
)
    where T : class, IKubernetesObject
{
    /// <summary>Group and version as written in objects.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The path of the collection; of all namespaces when <paramref name="namespace"/> is null.</summary>
    public string CollectionPath(string? @namespace = null)
    {
        var root = Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
        return Namespaced && @namespace is not null
            ? $"{root}/namespaces/{Uri.EscapeDataString(@namespace)}/{Plural}"
            : $"{root}/{Plural}";
    }

    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
