using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>The rules of <c>metadata</c>, the same for every kind.</summary>
internal static partial class MetadataRules
{
    private static readonly string[] Known =
    [
        "name",
        "generateName",
        "namespace",
        "selfLink",
        "uid",
        "resourceVersion",
        "generation",
        "creationTimestamp",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
        "labels",
        "annotations",
        "ownerReferences",
        "finalizers",
        "managedFields",
    ];

    /// <summary>Removes what is no metadata, and empty parts, which the real server never stores.</summary>
    /// <returns>The paths of the removed unknown fields.</returns>
    public static IReadOnlyList<string> Prune(JsonObject body)
    {
        var metadata = body.Metadata;
        foreach (
            var (name, _) in metadata
                .Where(pair => pair.Value is null or JsonObject { Count: 0 } or JsonArray { Count: 0 })
                .ToArray()
        )
            metadata.Remove(name);
        var unknown = metadata.Select(pair => pair.Key).Except(Known).ToArray();
        foreach (var name in unknown)
            metadata.Remove(name);
        return [.. unknown.Select(name => $"metadata.{name}")];
    }

    public static IEnumerable<FieldError> Check(JsonObject body) =>
        Labels(body).Concat(Annotations(body)).Concat(Finalizers(body)).Concat(Owners(body));

    private static IEnumerable<FieldError> Labels(JsonObject body)
    {
        foreach (var (name, value) in body.Labels ?? [])
        {
            if (!IsQualifiedName(name))
                yield return FieldError.Invalid("metadata.labels", name, NameRule);
            if (value.AsText() is not { } text)
                throw ApiErrors.BadRequest(
                    $"json: cannot unmarshal into Go struct field ObjectMeta.metadata.labels of type string (label "
                        + $"{name})"
                );
            if (text.Length > 63 || !LabelValue().IsMatch(text))
                yield return FieldError.Invalid("metadata.labels", text, ValueRule);
        }
    }

    private static IEnumerable<FieldError> Annotations(JsonObject body)
    {
        foreach (var (name, value) in body.Child("metadata", "annotations") ?? [])
        {
            if (!IsQualifiedName(name.ToLowerInvariant()))
                yield return FieldError.Invalid("metadata.annotations", name, NameRule);
            if (value.AsText() is null)
                throw ApiErrors.BadRequest(
                    $"json: cannot unmarshal into Go struct field ObjectMeta.metadata.annotations of type string "
                        + $"(annotation {name})"
                );
        }
    }

    private static IEnumerable<FieldError> Finalizers(JsonObject body) =>
        body
            .Finalizers.Where(name => !IsQualifiedName(name))
            .Select(name => FieldError.Invalid("metadata.finalizers", name, NameRule));

    private static IEnumerable<FieldError> Owners(JsonObject body) =>
        body.OwnerReferences.SelectMany(
            (owner, index) =>
                ((string[])["apiVersion", "kind", "name", "uid"])
                    .Where(field => owner.Text(field) is null or "")
                    .Select(field =>
                        FieldError.Invalid(
                            $"metadata.ownerReferences[{index}].{field}",
                            "",
                            $"{field} must not be empty"
                        )
                    )
        );

    private static bool IsQualifiedName(string name)
    {
        var (prefix, last) = name.Split('/') is [var before, var after] ? (before, after) : ("x", name);
        return last.Length is > 0 and <= 63
            && prefix.Length is > 0 and <= 253
            && NamePart().IsMatch(last)
            && NamePart().IsMatch(prefix);
    }

    private const string NameRule =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
        + "alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
        + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    private const string ValueRule =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start "
        + "and end with an "
        + "alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
        + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z")]
    private static partial Regex NamePart();

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z")]
    private static partial Regex LabelValue();
}
