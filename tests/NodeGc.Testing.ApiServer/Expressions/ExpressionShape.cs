using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Expressions;

/// <summary>The type of a value and how large it can be, from its schema.</summary>
internal sealed record ExpressionShape(ShapeKind Kind)
{
    /// <summary>A request cannot be larger than this many bytes, so no value can.</summary>
    private const long LargestRequest = 3 * 1024 * 1024;

    private const int LongestRune = 4;

    private const int LongestTime = 35;

    public static ExpressionShape Bool { get; } = new(ShapeKind.Bool);

    public static ExpressionShape Int { get; } = new(ShapeKind.Int);

    public static ExpressionShape Double { get; } = new(ShapeKind.Double);

    public static ExpressionShape Time { get; } = new(ShapeKind.Time);

    public static ExpressionShape Any { get; } = new(ShapeKind.Any) { Size = LargestRequest };

    /// <summary>Most bytes of a text, or most items of a list or map.</summary>
    public long Size { get; init; } = 1;

    /// <summary>What a list or map contains.</summary>
    public ExpressionShape Items { get; init; } = null!;

    /// <summary>Where an object has its fields.</summary>
    public JsonObject? Schema { get; init; }

    public static ExpressionShape Text(long size) => new(ShapeKind.Text) { Size = size };

    public static ExpressionShape List(long size, ExpressionShape items) =>
        new(ShapeKind.List) { Size = size, Items = items };

    public static ExpressionShape From(JsonObject schema) =>
        schema.Flag("x-kubernetes-int-or-string")
            ? Any
            : schema.Text("type") switch
            {
                "boolean" => Bool,
                "integer" => Int,
                "number" => Double,
                "string" when schema.Text("format") is "date-time" or "date" or "duration" => Time with
                {
                    Size = LongestTime,
                },
                "string" => Text(LongestText(schema)),
                "array" => List(MostItems(schema), From(schema.Child("items") ?? [])),
                "object" when schema.Child("additionalProperties") is { } values => new(ShapeKind.Map)
                {
                    Size = MostItems(schema),
                    Items = From(values),
                },
                "object" => new(ShapeKind.Object) { Schema = schema },
                _ => Any,
            };

    /// <summary>How often the items of a list or map can occur.</summary>
    public static long MostItems(JsonObject schema) =>
        schema.Number("maxItems") ?? schema.Number("maxProperties") ?? LargestRequest / 2;

    private static long LongestText(JsonObject schema) =>
        schema.At("enum") is JsonArray { Count: > 0 } words
            ? words.Max(word => word.AsText()?.Length ?? 1)
            : (schema.Number("maxLength") * LongestRune) ?? LargestRequest;
}
