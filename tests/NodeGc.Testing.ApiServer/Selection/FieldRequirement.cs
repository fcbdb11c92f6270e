using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Selection;

/// <summary>One part of a field selector. A missing field counts as empty, a missing flag as false.</summary>
internal sealed record FieldRequirement(string Field, string Value, bool Negative)
{
    public bool Matches(StoredObject stored) => (Actual(stored) == Value) != Negative;

    private string Actual(StoredObject stored) =>
        Field switch
        {
            "metadata.name" => stored.Key.Name,
            "metadata.namespace" => stored.Key.Namespace,
            _ => Actual(stored.Body),
        };

    private string Actual(JsonObject body)
    {
        if (Field == "source")
            return body.Text("source", "component") ?? "";
        var node = body.At(Field.Split('.'));
        return node?.GetValueKind() switch
        {
            null => Field == "spec.unschedulable" ? "false" : "",
            JsonValueKind.String => node.GetValue<string>(),
            _ => node.ToJsonString(),
        };
    }
}
