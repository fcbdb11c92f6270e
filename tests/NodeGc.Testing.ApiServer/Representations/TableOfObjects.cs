using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Storage;
using NodeGc.Testing.ApiServer.Tables;

namespace NodeGc.Testing.ApiServer.Representations;

/// <summary><c>meta.k8s.io Table</c>: the columns and cells that <c>kubectl get</c> prints.</summary>
internal sealed class TableOfObjects(ResourceType type, TimeProvider clock, string version, string? includeObject)
    : IRepresentation
{
    private readonly TableLayout layout = TableLayout.From(type);

    public void Write(Utf8JsonWriter writer, StoredObject stored)
    {
        var body = stored.Body;
        writer.WriteStartObject();
        writer.WriteString("kind", "Table");
        writer.WriteString("apiVersion", $"meta.k8s.io/{version}");
        writer.WriteStartObject("metadata");
        writer.WriteString("resourceVersion", body.ResourceVersion);
        writer.WriteEndObject();
        WriteRows(writer, [body]);
        writer.WriteEndObject();
    }

    public void WriteList(Utf8JsonWriter writer, ListPage page)
    {
        writer.WriteStartObject();
        ListEnvelope.WriteHead(writer, "Table", $"meta.k8s.io/{version}", page);
        WriteRows(writer, page.Items.Select(item => item.Body));
        writer.WriteEndObject();
    }

    private void WriteRows(Utf8JsonWriter writer, IEnumerable<JsonObject> bodies)
    {
        writer.WriteStartArray("columnDefinitions");
        foreach (var column in layout.Columns)
            column.WriteDefinition(writer);
        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var body in bodies)
            WriteRow(writer, body);
        writer.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter writer, JsonObject body)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("cells");
        foreach (var column in layout.Columns)
            WriteCell(writer, column.Cell(body, clock.GetUtcNow()));
        writer.WriteEndArray();
        WriteObject(writer, body);
        writer.WriteEndObject();
    }

    private void WriteObject(Utf8JsonWriter writer, JsonObject body)
    {
        if (includeObject == "None")
            return;
        writer.WritePropertyName("object");
        if (includeObject == "Object")
            body.WriteTo(writer);
        else
            MetadataOnly.Write(writer, body);
    }

    private static void WriteCell(Utf8JsonWriter writer, JsonNode? cell)
    {
        if (cell is null)
            writer.WriteNullValue();
        else
            cell.WriteTo(writer);
    }
}
