using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>One entry of <c>metadata.managedFields</c>.</summary>
/// <param name="Manager">Who: the name a client gave, or the first word of its user agent.</param>
/// <param name="Operation"><c>Apply</c> for server-side apply, <c>Update</c> for every other write.</param>
/// <param name="Subresource"><c>status</c> or empty.</param>
/// <param name="ApiVersion">The version of the schema that the fields are named in.</param>
/// <param name="Time">When the set last changed.</param>
/// <param name="Fields">What belongs to it.</param>
internal sealed record FieldOwner(
    string Manager,
    string Operation,
    string Subresource,
    string ApiVersion,
    string Time,
    FieldSet Fields
)
{
    public bool IsSameOwner(FieldOwner other) =>
        (Manager, Operation, Subresource) == (other.Manager, other.Operation, other.Subresource);

    /// <summary>The owner as a conflict message names it.</summary>
    public override string ToString()
    {
        var name = Subresource.Length == 0 ? $"\"{Manager}\"" : $"\"{Manager}\" with subresource \"{Subresource}\"";
        return Operation == "Apply" ? name : $"{name} using {ApiVersion}";
    }

    public static FieldOwner Parse(JsonObject entry) =>
        new(
            entry.Text("manager") ?? "",
            entry.Text("operation") ?? "Update",
            entry.Text("subresource") ?? "",
            entry.Text("apiVersion") ?? "",
            entry.Text("time") ?? "",
            entry.Child("fieldsV1") is { } fields ? FieldSet.Parse(fields) : FieldSet.Empty
        );

    public JsonObject ToJson()
    {
        var entry = new JsonObject
        {
            ["manager"] = Manager,
            ["operation"] = Operation,
            ["apiVersion"] = ApiVersion,
            ["time"] = Time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = Fields.ToJson(),
        };
        if (Subresource.Length > 0)
            entry["subresource"] = Subresource;
        return entry;
    }
}
