using System.Text.Json;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Tables;

/// <summary>One column of a table.</summary>
/// <param name="Name">The heading; kubectl prints it in capitals.</param>
/// <param name="Cell">What an object shows in it at a given time.</param>
internal sealed record TableColumn(string Name, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    /// <summary>An OpenAPI type; <c>date</c> is printed as a string and is its own word only in a
    /// CustomResourceDefinition.</summary>
    public string Type { get; init; } = "string";

    public string Format { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>0 is always shown, anything more only with <c>-o wide</c>.</summary>
    public long Priority { get; init; }

    public void WriteDefinition(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteString("type", Type);
        writer.WriteString("format", Format);
        writer.WriteString("description", Description);
        writer.WriteNumber("priority", Priority);
        writer.WriteEndObject();
    }
}
