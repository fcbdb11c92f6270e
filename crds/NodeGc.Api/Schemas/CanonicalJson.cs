using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NodeGc.Api.Schemas;

/// <summary>Writes JSON so that equal meaning gives equal bytes: fields sorted by name, without fields that only repeat
/// a default.</summary>
internal static class CanonicalJson
{
    /// <summary><c>sha256:</c> and 64 hexadecimal digits over <see cref="ToBytes"/>.</summary>
    public static string Hash(JsonNode value, DefaultTree defaults) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(ToBytes(value, defaults)));

    public static byte[] ToBytes(JsonNode value, DefaultTree defaults)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            Write(writer, value, defaults);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? value, DefaultTree defaults)
    {
        switch (value)
        {
            case JsonObject fields:
                writer.WriteStartObject();
                foreach (var (name, field) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    if (HoldsAnyway(field, defaults.Field(name)))
                        continue;
                    writer.WritePropertyName(name);
                    Write(writer, field, defaults.Field(name));
                }
                writer.WriteEndObject();
                break;
            case JsonArray elements:
                writer.WriteStartArray();
                foreach (var element in elements)
                    Write(writer, element, defaults.Items);
                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>An empty object has a meaning, unless the schema defaults to one.</summary>
    private static bool HoldsAnyway(JsonNode? value, DefaultTree defaults) =>
        value switch
        {
            null => true,
            JsonArray elements => elements.Count == 0,
            JsonObject fields => defaults.Value is JsonObject
                && fields.All(field => HoldsAnyway(field.Value, defaults.Field(field.Key))),
            _ => defaults.Value is { } standard && JsonNode.DeepEquals(value, standard),
        };
}
