using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Api.Schemas;
using NodeGc.Api.Tests.Parity;

namespace NodeGc.Api.Tests.Nodes;

public sealed class OrderDigestTests
{
    private static readonly JsonObject OrderSchema = Definition.Node.Find("spec.orders[]")!;

    private static readonly CleanupOrder Small = new()
    {
        Cleanup = "tidy",
        Uid = "u",
        RunId = "r",
        Generation = 1,
        Mode = CleanupMode.Enforce,
        Collect = new() { Layers = new() },
    };

    private static IEnumerable<string> Fields => Paths("", FullOrder());

    [Test]
    public void A_sealed_order_is_confirmed() => Assert.That(OrderDigest.FindProblem(OrderDigest.Seal(Small)), Is.Null);

    [Test]
    public void An_order_without_a_digest_is_not() =>
        Assert.That(OrderDigest.FindProblem(Small), Does.StartWith("it has no digest"));

    [Test]
    public void An_order_that_was_changed_is_not() =>
        Assert.That(
            OrderDigest.FindProblem(OrderDigest.Seal(Small) with { Mode = CleanupMode.Report }),
            Does.Contain("does not match its digest")
        );

    [TestCaseSource(nameof(Fields))]
    public void No_field_can_be_dropped_unnoticed(string field)
    {
        var order = FullOrder();
        var whole = OrderDigest.Compute(Read(order));
        Remove(order, field);
        if (SchemaValidation.Check(OrderSchema, order).Any(problem => problem.Message == "is missing"))
            Assert.Pass("the schema refuses it");

        Assert.That(OrderDigest.Compute(Read(order)), Is.Not.EqualTo(whole));
    }

    [Test]
    public void The_test_of_dropped_fields_knows_every_field_of_an_order() =>
        Assert.That(
            Definition
                .Node.Fields()
                .Select(field => field.Path)
                .Where(path => path.StartsWith("spec.orders[].", StringComparison.Ordinal))
                .Where(path => !path.EndsWith("[]", StringComparison.Ordinal))
                .Select(path => path["spec.orders[].".Length..])
                .Except(["digest"]),
            Is.SubsetOf(Fields)
        );

    [Test]
    public void Neither_defaults_that_a_server_fills_in_nor_the_order_of_fields_make_a_difference()
    {
        foreach (var order in (CleanupOrder[])[Small, Everything.Node().Spec!.Orders[0], Read(FullOrder())])
        {
            var stored = JsonSerializer.SerializeToNode(order, ApiJsonContext.Default.CleanupOrder)!.AsObject();
            SchemaDefaults.Apply(OrderSchema, stored);
            var again = Reversed(stored).Deserialize(ApiJsonContext.Default.CleanupOrder)!;

            Assert.That(OrderDigest.Compute(again), Is.EqualTo(OrderDigest.Compute(order)), stored.ToString());
        }
    }

    [Test]
    public void What_only_says_what_holds_anyway_is_left_out() =>
        Assert.That(
            Encoding.UTF8.GetString(OrderDigest.Canonical(Small)),
            Is.EqualTo(
                """{"cleanup":"tidy","collect":{"layers":{}}"""
                    + ""","generation":1,"mode":"Enforce","protect":{},"runID":"r","uid":"u"}"""
            )
        );

    private static CleanupOrder Read(JsonObject order) => order.Deserialize(ApiJsonContext.Default.CleanupOrder)!;

    /// <summary>An order in which every field differs from its default.</summary>
    private static JsonObject FullOrder()
    {
        var order = Value(OrderSchema).AsObject();
        order.Remove("digest");
        return order;
    }

    private static JsonNode Value(JsonObject schema) =>
        (string?)schema["type"] switch
        {
            "object" => new JsonObject(
                (schema["properties"] as JsonObject ?? []).Select(field =>
                    KeyValuePair.Create(field.Key, (JsonNode?)Value(field.Value!.AsObject()))
                )
            ),
            "array" => new JsonArray(Value(schema["items"]!.AsObject())),
            "integer" => 7,
            "boolean" => !((bool?)schema["default"] ?? false),
            _ when (string?)schema["format"] == "date-time" => "2026-03-01T12:00:00Z",
            _ => schema["enum"] is JsonArray words ? words[^1]!.DeepClone() : "5",
        };

    private static IEnumerable<string> Paths(string at, JsonObject fields) =>
        fields.SelectMany(field =>
            (IEnumerable<string>)
                [$"{at}{field.Key}", .. field.Value is JsonObject below ? Paths($"{at}{field.Key}.", below) : []]
        );

    private static void Remove(JsonObject order, string field)
    {
        var steps = field.Split('.');
        steps[..^1].Aggregate(order, (at, step) => at[step]!.AsObject()).Remove(steps[^1]);
    }

    private static JsonNode Reversed(JsonNode value) =>
        value is not JsonObject fields
            ? value.DeepClone()
            : new JsonObject(
                fields
                    .Reverse()
                    .Select(field =>
                        KeyValuePair.Create(field.Key, field.Value is null ? null : (JsonNode?)Reversed(field.Value))
                    )
            );
}
