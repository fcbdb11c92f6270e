using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Api.Schemas;

namespace NodeGc.Api.Tests.Parity;

public sealed class ParityTests
{
    [Test]
    public void The_records_of_a_cleanup_say_what_its_schema_says() =>
        Assert.That(RecordParity.Differences("", Definition.Cleanup.Schema, typeof(NodeStorageCleanup)), Is.Empty);

    [Test]
    public void The_records_of_a_node_say_what_its_schema_says() =>
        Assert.That(RecordParity.Differences("", Definition.Node.Schema, typeof(NodeStorage)), Is.Empty);

    [Test]
    public void The_records_of_a_restore_say_what_its_schema_says() =>
        Assert.That(RecordParity.Differences("", Definition.Restore.Schema, typeof(NodeStorageRestore)), Is.Empty);

    [Test]
    public void A_field_forgotten_on_either_side_is_named()
    {
        var schema = Definition.Cleanup.Schema.DeepClone().AsObject();
        var spec = schema["properties"]!["spec"]!["properties"]!.AsObject();
        spec.Remove("suspend");
        spec["calendar"] = new JsonObject { ["type"] = "string" };
        spec["mode"]!["enum"]!.AsArray().Add("Ask");

        Assert.That(
            RecordParity.Differences("", schema, typeof(NodeStorageCleanup)),
            Is.EquivalentTo(
                new[]
                {
                    ".spec.calendar is in the schema, and forgotten in NodeStorageCleanupSpec",
                    ".spec.suspend is in NodeStorageCleanupSpec, and forgotten in the schema",
                    ".spec.mode: Ask is in the schema, and forgotten in CleanupMode",
                }
            )
        );
    }

    [Test]
    public void A_record_read_without_a_server_has_the_defaults_of_the_schema()
    {
        const string Bare = """{"metadata":{"name":"a"},"spec":{"collect":{"layers":{},"volumes":{}}}}""";
        var byServer = JsonNode.Parse(Bare)!;
        SchemaDefaults.Apply(Definition.Cleanup.Schema, byServer);
        var byRecord = JsonSerializer.Deserialize(Bare, ApiJsonContext.Default.NodeStorageCleanup)!.ToNode();

        byRecord["spec"]!.AsObject().Remove("protect");
        Assert.That(
            byRecord["spec"]!.ToJsonString(),
            Is.EqualTo(Sorted(byServer["spec"]!, byRecord["spec"]!).ToJsonString())
        );
    }

    [Test]
    public void A_record_that_is_new_equals_one_that_was_read()
    {
        const string Bare = """{"metadata":{"name":"a"},"spec":{"collect":{"layers":{},"volumes":{}}}}""";
        var read = JsonSerializer.Deserialize(Bare, ApiJsonContext.Default.NodeStorageCleanup)!;

        Assert.That(
            read.Spec,
            Is.EqualTo(
                new NodeStorageCleanupSpec
                {
                    Collect = new() { Layers = new(), Volumes = new() },
                }
            )
        );
    }

    [Test]
    public void Orders_are_compared_by_value()
    {
        var order = new CleanupOrder
        {
            Cleanup = "a",
            Uid = "u",
            RunId = "r",
            Generation = 1,
            Mode = CleanupMode.Report,
            Collect = new() { Layers = new() },
            Protect = new() { Images = ["a", "b"] },
        };
        var copy = order with { Protect = new() { Images = ["a", "b"] } };

        Assert.That(copy, Is.EqualTo(order));
        Assert.That(copy.GetHashCode(), Is.EqualTo(order.GetHashCode()));
        Assert.That(order with { Protect = new() { Images = ["b", "a"] } }, Is.Not.EqualTo(order));
    }

    [Test]
    public void A_status_with_every_field_passes_the_schema_and_comes_back_the_same()
    {
        var json = Everything.Node().ToNode();

        Assert.That(SchemaValidation.Check(Definition.Node.Schema, json), Is.Empty);
        Assert.That(
            json.Deserialize(ApiJsonContext.Default.NodeStorage)!.ToNode().ToJsonString(),
            Is.EqualTo(json.ToJsonString())
        );
        Assert.That(
            json["status"]!["orders"]![0]!["totals"]!["reclaimed"]!["size"]!.GetValue<string>(),
            Is.EqualTo("3Gi")
        );
        Assert.That(json["status"]!["storage"]!["usedPercent"]!.GetValue<int>(), Is.EqualTo(81));
    }

    [Test]
    public void A_cleanup_with_every_field_passes_the_schema_and_comes_back_the_same()
    {
        var json = Everything.Cleanup().ToNode();

        Assert.That(SchemaValidation.Check(Definition.Cleanup.Schema, json), Is.Empty);
        Assert.That(
            json.Deserialize(ApiJsonContext.Default.NodeStorageCleanup)!.ToNode().ToJsonString(),
            Is.EqualTo(json.ToJsonString())
        );
    }

    [Test]
    public void A_restore_with_every_field_passes_the_schema_and_comes_back_the_same()
    {
        var json = Everything.Restore().ToNode();

        Assert.That(SchemaValidation.Check(Definition.Restore.Schema, json), Is.Empty);
        Assert.That(
            json.Deserialize(ApiJsonContext.Default.NodeStorageRestore)!.ToNode().ToJsonString(),
            Is.EqualTo(json.ToJsonString())
        );
    }

    // The same values in the order of the other tree, so that only values are compared.
    private static JsonNode Sorted(JsonNode values, JsonNode order)
    {
        if (values is not JsonObject fields || order is not JsonObject model)
            return values.DeepClone();
        var names = model.Select(field => field.Key).Where(fields.ContainsKey);
        return new JsonObject(
            names.Select(name => KeyValuePair.Create(name, (JsonNode?)Sorted(fields[name]!, model[name]!)))
        );
    }
}
