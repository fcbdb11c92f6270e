using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Admission;

/// <summary>Which requests a policy or a binding is about: <c>matchConstraints</c>, <c>matchResources</c>.</summary>
internal static class AdmissionMatching
{
    /// <param name="matches">The constraints; an empty object matches everything.</param>
    /// <param name="request">The request.</param>
    /// <param name="scope">The Namespace of its object; null if it has none.</param>
    public static bool Covers(JsonObject matches, AdmissionRequest request, JsonObject? scope)
    {
        var rules = matches.Each("resourceRules").ToArray();
        return (rules.Length == 0 || rules.Any(rule => Covers(rule, request)))
            && !matches.Each("excludeResourceRules").Any(rule => Covers(rule, request))
            && Selects(matches.Child("namespaceSelector"), scope)
            && (
                Selects(matches.Child("objectSelector"), request.Object)
                || Selects(matches.Child("objectSelector"), request.OldObject)
            );
    }

    private static bool Covers(JsonObject rule, AdmissionRequest request) =>
        Has(rule, "apiGroups", request.Type.Group)
        && Has(rule, "apiVersions", request.Type.Version)
        && Has(rule, "operations", request.Operation)
        && rule.Texts("resources").Any(resource => CoversResource(resource, request))
        && (!rule.Texts("resourceNames").Any() || rule.Texts("resourceNames").Contains(request.Name))
        && rule.Text("scope") switch
        {
            "Cluster" => !request.Type.Namespaced,
            "Namespaced" => request.Type.Namespaced,
            _ => true,
        };

    private static bool CoversResource(string resource, AdmissionRequest request) =>
        resource == request.Resource
        || resource == "*/*"
        || (resource == "*" && request.Subresource.Length == 0)
        || resource == $"{request.Type.Plural}/*"
        || (request.Subresource.Length > 0 && resource == $"*/{request.Subresource}");

    private static bool Has(JsonObject rule, string list, string value) =>
        rule.Texts(list).Any(entry => entry == "*" || entry == value);

    // An object without labels is selected by an empty selector only. What has no namespace is not restricted by one.
    private static bool Selects(JsonObject? selector, JsonObject? labelled) =>
        selector is null
        || selector.Count == 0
        || (
            labelled?.Labels is { } labels
            && (selector.Child("matchLabels") ?? []).All(label => labels.Text(label.Key) == label.Value.AsText())
            && selector.Each("matchExpressions").All(one => Meets(one, labels.Text(one.Text("key") ?? "")))
        );

    private static bool Meets(JsonObject requirement, string? value) =>
        requirement.Text("operator") switch
        {
            "In" => value is not null && requirement.Texts("values").Contains(value),
            "NotIn" => value is null || !requirement.Texts("values").Contains(value),
            "Exists" => value is not null,
            _ => value is null,
        };
}
