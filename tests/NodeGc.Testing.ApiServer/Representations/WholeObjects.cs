using System.Text.Json;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Representations;

/// <summary>Objects as they are. In lists the built-in kinds leave out kind and version, as the real server
/// does.</summary>
internal sealed class WholeObjects(ResourceType type) : IRepresentation
{
    public void Write(Utf8JsonWriter writer, StoredObject stored) => Write(writer, stored, isItem: false);

    public void WriteList(Utf8JsonWriter writer, ListPage page)
    {
        writer.WriteStartObject();
        ListEnvelope.WriteHead(writer, type.ListKind, type.ApiVersion, page);
        writer.WriteStartArray("items");
        foreach (var item in page.Items)
            Write(writer, item, isItem: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, StoredObject stored, bool isItem)
    {
        if (stored.ApiVersion == type.ApiVersion && (type.IsCustom || !isItem))
        {
            writer.WriteRawValue(stored.Json, skipInputValidation: true);
            return;
        }
        writer.WriteStartObject();
        foreach (var (name, value) in stored.Body)
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
