using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
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

    public bool Contains(StoredObject stored) =>
        (Namespace.Length == 0 || stored.Key.Namespace == Namespace)
        && Labels.Matches(stored.Body.Labels)
        && Fields.Matches(stored.Body);
}
