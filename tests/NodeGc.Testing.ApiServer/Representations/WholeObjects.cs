using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Rest;

namespace NodeGc.Testing.ApiServer.Representations;

/// <summary>Objects as they are. In lists the built-in kinds leave out kind and version, as the real server
/// does.</summary>
internal sealed class WholeObjects(ResourceType type) : IRepresentation
{
    public void Write(Utf8JsonWriter writer, JsonObject body) => Write(writer, body, isItem: false);

    public void WriteList(Utf8JsonWriter writer, ListPage page)
    {
        writer.WriteStartObject();
        ListEnvelope.WriteHead(writer, type.ListKind, type.ApiVersion, page);
        writer.WriteStartArray("items");
        foreach (var item in page.Items)
            Write(writer, item.Body, isItem: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, JsonObject body, bool isItem)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in body)
        {
            if (name is "kind" or "apiVersion" && isItem && !type.IsCustom)
                continue;
            writer.WritePropertyName(name);
            if (name == "apiVersion")
                writer.WriteStringValue(type.ApiVersion);
            else if (value is null)
                writer.WriteNullValue();
            else
                value.WriteTo(writer);
        }
        writer.WriteEndObject();
    }
}
