using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NodeGc.Kubernetes.Json;

/// <summary><c>metav1.MicroTime</c>: RFC 3339 in UTC with exactly six digits after the second; the server refuses any
/// other number.</summary>
public sealed class MicroTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(
            value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)
        );
    }
}
