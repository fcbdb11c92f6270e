using System.Collections.Frozen;
using System.Collections.Immutable;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Selection;

/// <summary>The <c>fieldSelector</c> of a request: equality on the few fields that each kind is indexed by.</summary>
internal sealed record FieldSelector(ImmutableArray<FieldRequirement> Requirements)
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Selectable = new Dictionary<
        string,
        ImmutableArray<string>
    >
    {
        ["pods"] =
        [
            "spec.nodeName",
            "spec.restartPolicy",
            "spec.schedulerName",
            "spec.serviceAccountName",
            "status.phase",
            "status.podIP",
        ],
        ["events"] =
        [
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "involvedObject.uid",
            "involvedObject.apiVersion",
            "involvedObject.resourceVersion",
            "involvedObject.fieldPath",
            "reason",
            "reportingComponent",
            "source",
            "type",
        ],
        ["nodes"] = ["spec.unschedulable"],
        ["namespaces"] = ["status.phase"],
        ["secrets"] = ["type"],
    }.ToFrozenDictionary();

    public static FieldSelector Everything { get; } = new([]);

    public bool Matches(StoredObject stored) => Requirements.All(requirement => requirement.Matches(stored));

    public static FieldSelector Parse(string? text, ResourceType type) =>
        string.IsNullOrEmpty(text)
            ? Everything
            : new FieldSelector([
                .. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => Requirement(part, type)),
            ]);

    private static FieldRequirement Requirement(string text, ResourceType type)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 1)
            throw ApiErrors.BadRequest($"invalid selector: '{text}'; can't understand '{text}'");
        var negative = text[at - 1] == '!';
        var field = text[..(negative ? at - 1 : at)];
        if (!IsSelectable(field, type))
            throw ApiErrors.BadRequest($"field label not supported: {field}");
        return new FieldRequirement(field, text[(at + 1)..].TrimStart('='), negative);
    }

    private static bool IsSelectable(string field, ResourceType type) =>
        field == "metadata.name"
        || (field == "metadata.namespace" && type.Namespaced)
        || (type.CustomVersion?.Each("selectableFields").Any(entry => entry.Text("jsonPath") == "." + field) ?? false)
        || (!type.IsCustom && Selectable.TryGetValue(type.GroupResource, out var fields) && fields.Contains(field));
}
