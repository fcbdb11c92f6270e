using System.Text.Json.Nodes;
using NodeGc.Api.Schemas;
using NodeGc.Api.Tests.Parity;

namespace NodeGc.Api.Tests.Schemas;

/// <summary>The command line checks a cleanup with its own code, which suggests what to write instead. What it
/// allows is compared with an independent implementation of JSON Schema.</summary>
[TestFixture("NodeStorageCleanup")]
[TestFixture("NodeStorage")]
[TestFixture("NodeStorageRestore")]
[Category("Slow")]
public sealed class JudgedByJsonSchemaTests(string kind)
{
    private static readonly string[] Replacements = ["null", "\"x\"", "-7", "{}"];
    private readonly Definition definition = Definition.From(kind);
    private readonly List<string> differences = [];
    private int allowed;
    private int refused;

    [SetUp]
    public void Begin()
    {
        differences.Clear();
        (allowed, refused) = (0, 0);
    }

    [Test]
    public void Allows_the_same_values_in_each_field()
    {
        foreach (var (path, schema) in definition.Fields())
        {
            var judge = new PlainJsonSchema(schema);
            foreach (var value in TriedValues.For(schema))
                Compare($"{path} = {Show(value)}", schema, judge, value);
        }

        Assert.That(differences, Is.Empty);
        Assert.That(new[] { allowed, refused }, Has.All.GreaterThan(300), "both have to happen");
    }

    [Test]
    public void Allows_the_same_changes_of_an_object_with_every_field()
    {
        var whole = Everything.Of(kind);
        var judge = new PlainJsonSchema(definition.Schema);
        foreach (var (change, changed) in Changes(whole))
            Compare(change, definition.Schema, judge, changed);

        Assert.That(differences, Is.Empty);
        Assert.That(new[] { allowed, refused }, Has.All.GreaterThan(30), "both have to happen");
    }

    private void Compare(string what, JsonObject schema, PlainJsonSchema judge, JsonNode? value)
    {
        var problems = SchemaValidation.Check(schema, value);
        if (problems.IsEmpty)
            allowed++;
        else
            refused++;
        if (problems.IsEmpty != judge.Allows(value))
            differences.Add($"{what}: ours finds [{string.Join("; ", problems)}]");
    }

    /// <summary>The object without a field, with a different value for it, and with one field too many.</summary>
    private static IEnumerable<(string Change, JsonObject Changed)> Changes(JsonObject whole)
    {
        var count = Below(whole).Count();
        for (var index = 0; index < count; index++)
        {
            var other = Replacements[index % Replacements.Length];
            yield return Change(whole, index, other, node => node.ReplaceWith(JsonNode.Parse(other)));
            yield return Change(whole, index, "removed", Remove);
            yield return Change(whole, index, "one more", node => (node as JsonObject)?.Add("unknown", 1));
        }
    }

    private static (string Change, JsonObject Changed) Change(
        JsonObject whole,
        int index,
        string what,
        Action<JsonNode> apply
    )
    {
        var copy = whole.DeepClone().AsObject();
        var node = Below(copy).ElementAt(index);
        var path = node.GetPath();
        apply(node);
        return ($"{path} {what}", copy);
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonArray entries)
            entries.RemoveAt(node.GetElementIndex());
        else
            node.Parent!.AsObject().Remove(node.GetPropertyName());
    }

    private static string Show(JsonNode? value) =>
        value?.ToJsonString() is { Length: > 80 } text
            ? $"{text[..80]}… ({text.Length} characters)"
            : value?.ToJsonString() ?? "null";

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        var children = node switch
        {
            JsonObject fields => fields.Select(field => field.Value),
            JsonArray entries => entries,
            _ => Enumerable.Empty<JsonNode?>(),
        };
        return children.OfType<JsonNode>().SelectMany(child => Below(child).Prepend(child));
    }
}
