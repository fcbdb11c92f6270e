using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Rest;

namespace NodeGc.Testing.ApiServer.Representations;

/// <summary><c>PartialObjectMetadata</c>: for clients that care for names, labels and owners only.</summary>
internal sealed class MetadataOnly : IRepresentation
{
    private const string ApiVersion = "meta.k8s.io/v1";

    public void Write(Utf8JsonWriter writer, JsonObject body)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "PartialObjectMetadata");
        writer.WriteString("apiVersion", ApiVersion);
        writer.WritePropertyName("metadata");
        (body["metadata"] ?? new JsonObject()).WriteTo(writer);
        writer.WriteEndObject();
    }

    public void WriteList(Utf8JsonWriter writer, ListPage page)
    {
        writer.WriteStartObject();
        ListEnvelope.WriteHead(writer, "PartialObjectMetadataList", ApiVersion, page);
        writer.WriteStartArray("items");
        foreach (var item in page.Items)
            Write(writer, item.Body);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
