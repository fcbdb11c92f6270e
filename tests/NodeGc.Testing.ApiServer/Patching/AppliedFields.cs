using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Schema;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>What makes the server refuse an applied configuration.</summary>
internal static class AppliedFields
{
    /// <summary>Apply has to know the shape of every field, so an unknown one is an error whatever
    /// <c>fieldValidation</c> says.</summary>
    public static void Check(ResourceType type, JsonObject applied)
    {
        if (type.Schema is not { } schema)
            return;
        var unknown = Pruning.Prune(applied.Copy(), schema);
        if (unknown.Count > 0)
            throw new ApiError(
                500,
                "",
                $"failed to create typed patch object ({applied.Namespace}/{applied.Name}; {type.ApiVersion}, "
                    + $"Kind={type.Kind}): "
                    + $"{string.Join(", ", unknown.Select(field => $".{field}: field not declared in schema"))}"
            );
    }

    public static void CheckConflicts(IEnumerable<FieldOwner> others, FieldSet changed)
    {
        var conflicts = others
            .SelectMany(other =>
                other.Fields.Intersect(changed).Paths().Select(path => (Owner: other.ToString(), Path: path))
            )
            .ToArray();
        if (conflicts.Length == 0)
            return;
        var lines = conflicts.GroupBy(conflict => conflict.Owner).Select(Lines);
        var count = conflicts.Length == 1 ? "1 conflict" : $"{conflicts.Length} conflicts";
        throw new ApiError(409, "Conflict", $"Apply failed with {count}: {string.Join('\n', lines)}")
        {
            Details = new JsonObject
            {
                ["causes"] = new JsonArray([.. conflicts.Select(conflict => Cause(conflict.Owner, conflict.Path))]),
            },
        };
    }

    private static string Lines(IGrouping<string, (string Owner, string Path)> conflicts) =>
        conflicts.ToArray() switch
        {
            [var only] => $"conflict with {only.Owner}: {only.Path}",
            var several => $"conflicts with {conflicts.Key}:\n"
                + $"{string.Join('\n', several.Select(conflict => $"- {conflict.Path}"))}",
        };

    private static JsonObject Cause(string owner, string path) =>
        new()
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = $"conflict with {owner}",
            ["field"] = path,
        };
}
