using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Selection;

/// <summary>Which objects of a resource a list, watch or deletion of many is about.</summary>
internal sealed record ObjectSelection(string Namespace, LabelSelector Labels, FieldSelector Fields)
{
    public static ObjectSelection From(ApiRequest request) =>
        new(
            request.Path.Namespace,
            LabelSelector.Parse(request.Query("labelSelector")),
            FieldSelector.Parse(request.Query("fieldSelector"), request.Type)
        );

    /// <summary>Whether selectors are given: then the server doesn't say how many objects remain.</summary>
    public bool IsFiltered => Labels.Requirements.Length + Fields.Requirements.Length > 0;

    /// <summary>The path of the only object that can be selected, within its collection; null if it can be
    /// any.</summary>
    public string? FindOnlyPath(ResourceType type)
    {
        if (type.Namespaced && Namespace.Length == 0)
            return null;
        var name = Fields.Requirements.FirstOrDefault(one => one is { Field: "metadata.name", Negative: false })?.Value;
        return name is null ? null : new ObjectKey(type, Namespace, name).Path;
    }

    public bool Contains(StoredObject stored) =>
        (Namespace.Length == 0 || stored.Key.Namespace == Namespace)
        && (Labels.Requirements.IsEmpty || Labels.Matches(stored.Body.Labels))
        && Fields.Matches(stored);
}
