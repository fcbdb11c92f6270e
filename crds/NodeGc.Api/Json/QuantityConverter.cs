using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NodeGc.Api.Json;

/// <summary>A quantity is a string or a number, as everywhere in Kubernetes (int-or-string). It is stored and written
/// as a string.</summary>
/// <remarks>A number with a fraction becomes a string that <see cref="Formats.Quantity"/> rejects, so an invalid value
/// stalls only its own cleanup and does not break reading the others.</remarks>
public sealed class QuantityConverter : JsonConverter<string>
{
    private const string Plain = "0.############################";

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt64(out var whole) => whole.ToString(CultureInfo.InvariantCulture),
            JsonTokenType.Number when reader.TryGetDecimal(out var number) => number.ToString(
                Plain,
                CultureInfo.InvariantCulture
            ),
            JsonTokenType.Number => reader.GetDouble().ToString(CultureInfo.InvariantCulture),
            JsonTokenType.String => reader.GetString(),
            _ => throw new JsonException("A quantity must be a string or a number."),
        };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
