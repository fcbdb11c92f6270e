using System.Text.Json;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Representations;

/// <summary><c>PartialObjectMetadata</c>: what a row of a table carries of its object.</summary>
internal static class MetadataOnly
{
    public static void Write(Utf8JsonWriter writer, JsonObject body)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "PartialObjectMetadata");
        writer.WriteString("apiVersion", "meta.k8s.io/v1");
        writer.WritePropertyName("metadata");
        (body["metadata"] ?? new JsonObject()).WriteTo(writer);
        writer.WriteEndObject();
    }
}
