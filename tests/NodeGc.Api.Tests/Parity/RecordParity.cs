using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using NodeGc.Api.Json;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Tests.Parity;

/// <summary>Lists all differences between a record and a schema, and says what was forgotten
/// where.</summary>
internal static class RecordParity
{
    public static IEnumerable<string> Differences(string path, JsonObject schema, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (schema["x-kubernetes-int-or-string"] is not null)
            return Expect(path, type, typeof(string));
        return schema["type"]!.GetValue<string>() switch
        {
            "object" when type == typeof(ObjectMeta) => [],
            "object" when schema["additionalProperties"] is not null => Expect(
                path,
                type,
                typeof(ImmutableDictionary<string, string>)
            ),
            "object" => ObjectDifferences(path, schema, type),
            "array" => ElementDifferences(path, schema, type),
            "string" when schema["enum"] is JsonArray words => EnumDifferences(path, words, type),
            "string" => Expect(path, type, schema["format"] is null ? typeof(string) : typeof(DateTimeOffset)),
            "boolean" => Expect(path, type, typeof(bool)),
            "integer" => Expect(
                path,
                type,
                schema["format"]!.GetValue<string>() == "int64" ? typeof(long) : typeof(int)
            ),
            var other => [$"{path}: the parity test does not know type {other}"],
        };
    }

    private static IEnumerable<string> ObjectDifferences(string path, JsonObject schema, Type type)
    {
        if (ApiJsonContext.Default.GetTypeInfo(type) is not { Kind: JsonTypeInfoKind.Object } record)
            return [$"{path}: {type.Name} is not a record of the JSON context"];
        var fields = schema["properties"]!.AsObject();
        var properties = record.Properties.ToDictionary(property => property.Name);
        return
        [
            .. fields
                .Select(field => field.Key)
                .Except(properties.Keys)
                .Select(name => $"{path}.{name} is in the schema, and forgotten in {type.Name}"),
            .. properties
                .Keys.Except(fields.Select(field => field.Key))
                .Select(name => $"{path}.{name} is in {type.Name}, and forgotten in the schema"),
            .. OwnedByApi(type) ? RequiredDifferences(path, schema, record) : [],
            .. properties
                .Where(property => fields.ContainsKey(property.Key))
                .SelectMany(property =>
                    Differences($"{path}.{property.Key}", fields[property.Key]!.AsObject(), property.Value.PropertyType)
                ),
        ];
    }

    // Kubernetes' own types are lenient readers by design.
    private static bool OwnedByApi(Type type) => type.Assembly == typeof(ApiGroup).Assembly;

    private static IEnumerable<string> RequiredDifferences(string path, JsonObject schema, JsonTypeInfo record)
    {
        var demanded = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        return record
            .Properties.Where(property =>
                property.Name != "metadata" && property.IsRequired != demanded.Contains(property.Name)
            )
            .Select(property =>
                $"{path}.{property.Name} is required by the {(property.IsRequired ? "record" : "schema")} alone"
            );
    }

    private static IEnumerable<string> ElementDifferences(string path, JsonObject schema, Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? Differences($"{path}[]", schema["items"]!.AsObject(), type.GetGenericArguments()[0])
            : [$"{path}: {type.Name} is not an ImmutableArray"];

    private static IEnumerable<string> EnumDifferences(string path, JsonArray words, Type type)
    {
        // Kubernetes' own records have strings for these.
        if (type == typeof(string))
            return
                path.EndsWith("[].operator", StringComparison.Ordinal)
                || path.EndsWith("[].status", StringComparison.Ordinal)
                ? []
                : [$"{path}: text, but the schema has an enum"];
        if (!type.IsEnum)
            return [$"{path}: {type.Name} is not an enum"];
        var inSchema = words.Select(word => word!.GetValue<string>()).ToHashSet();
        var json = ApiJsonContext.Default.GetTypeInfo(type)!;
        var inCode = Enum.GetValues(type)
            .Cast<object>()
            .Select(value => JsonSerializer.SerializeToNode(value, json)!.GetValue<string>())
            .ToHashSet();
        return
        [
            .. inSchema.Except(inCode).Select(word => $"{path}: {word} is in the schema, and forgotten in {type.Name}"),
            .. inCode.Except(inSchema).Select(word => $"{path}: {word} is in {type.Name}, and forgotten in the schema"),
        ];
    }

    private static IEnumerable<string> Expect(string path, Type actual, Type expected) =>
        actual == expected ? [] : [$"{path}: {actual.Name} in the record, {expected.Name} by the schema"];
}
