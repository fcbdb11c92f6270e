using System.Text.RegularExpressions;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Testing.Tests.Conformance;

internal sealed class SchemaTests
{
    [TestCase(
        """{ "mode": "Later" }""",
        "spec.mode: Unsupported value: \"Later\": supported values: \"Report\", \"Enforce\""
    )]
    [TestCase("""{ }""", "spec.mode: Required value")]
    [TestCase(
        """{ "mode": 1 }""",
        "spec.mode: Invalid value: \"integer\": spec.mode in body must be of type string: \"integer\""
    )]
    [TestCase("""{ "mode": "Report", "tags": ["a", "a"] }""", "spec.tags[1]: Duplicate value: \"a\"")]
    public async Task Refuses_what_the_schema_forbids_and_says_where(string spec, string expected)
    {
        var answer = await SharedCluster.Api.CreateAsync(Widgets.Path, Widgets.Named("refused", spec));

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((422, "Invalid")));
        Assert.That(
            answer.Message,
            Does.StartWith("Widget.example.com \"refused\" is invalid: ").And.Contain(expected)
        );
    }

    // Older servers show "" in place of the value, do not say how many a list may have, and up to 1.23 name the list
    // instead of its item.
    [TestCase("\"size\": 11", "spec.size", "Invalid value: 11", "should be less than or equal to 10")]
    [TestCase("\"size\": 0", "spec.size", "Invalid value: 0", "should be greater than or equal to 1")]
    [TestCase("\"title\": \"x\"", "spec.title", "Invalid value: \"x\"", "should be at least 2 chars long")]
    [TestCase("\"names\": [\"a\", \"B\"]", "spec.names[1]", "Invalid value: \"B\"", "should match '^[a-z]+$'")]
    [TestCase(
        "\"names\": [\"a\", \"b\", \"c\"]",
        "spec.names",
        "Too many: 3: must have at most 2 items",
        "should have at most 2 items"
    )]
    [TestCase("\"names\": []", "spec.names", "Invalid value: 0", "should have at least 1 items")]
    public async Task Refuses_what_is_out_of_range_and_says_what_would_be_in_it(
        string member,
        string field,
        string value,
        string rule
    )
    {
        var spec = $"{{ \"mode\": \"Report\", {member} }}";
        var answer = await SharedCluster.Api.CreateAsync(Widgets.Path, Widgets.Named("refused", spec));

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((422, "Invalid")));
        var now = value.Contains("must", StringComparison.Ordinal)
            ? $"{field}: {value}"
            : $"{field}: {value}: {field} in body {rule}";
        if (TestCluster.RealVersion is null)
        {
            Assert.That(answer.Message, Does.Contain(now));
            return;
        }

        var named = TestCluster.AsNamedByServer(field);
        var old =
            $"^Widget.example.com \"refused\" is invalid: {Regex.Escape(named)}: Invalid value: [^ ]+: "
            + $"{Regex.Escape(named)} in body {Regex.Escape(rule)}$";
        Assert.That(answer.Message, Does.Contain(now).Or.Match(old));
    }

    [TestCase("port", "80")]
    [TestCase("port", "\"http\"")]
    [TestCase("peer", "80")]
    [TestCase("peer", "\"http\"")]
    public async Task Takes_a_number_or_a_word_where_either_may_stand(string field, string value)
    {
        var answer = await CreateSocketAsync(field, value);

        Assert.That(answer.Code, Is.EqualTo(201), answer.Message);
        Assert.That(answer.At($"spec.{field}")!.ToJsonString(), Is.EqualTo(value));
    }

    [TestCase("port")]
    [TestCase("peer")]
    public async Task Refuses_anything_else_where_a_number_or_a_word_may_stand(string field)
    {
        var answer = await CreateSocketAsync(field, "true");

        Assert.That(answer.Code, Is.EqualTo(422));
        Assert.That(CausesOf(answer), Does.Contain($"spec.{field}"));
    }

    [TestCase("""{ "mode": "Report", "title": "far too long" }""", "spec.title")]
    [TestCase("""{ "mode": "Report", "due": "tomorrow" }""", "spec.due")]
    [TestCase("""{ "mode": "Report", "labels": { "a": "1", "b": "2", "c": "3" } }""", "spec.labels")]
    [TestCase("""{ "mode": "Report", "labels": { "a": 1 } }""", "spec.labels.a")]
    public async Task Names_the_field_that_is_wrong_as_a_cause(string spec, string field)
    {
        var answer = await SharedCluster.Api.CreateAsync(Widgets.Path, Widgets.Named("refused", spec));

        Assert.That(answer.Code, Is.EqualTo(422));
        Assert.That(CausesOf(answer), Does.Contain(field));
    }

    [TestCase("""{ "mode": "Report", "due": "2026-01-02T03:04:05Z" }""")]
    [TestCase("""{ "mode": "Report", "note": null }""")]
    [TestCase("""{ "mode": "Report", "free": { "anything": [1, { "goes": true }] } }""")]
    public async Task Takes_what_the_schema_allows(string spec)
    {
        var answer = await SharedCluster.Api.CreateAsync(Widgets.Path, Widgets.Named(Widgets.FreshName(), spec));

        Assert.That(answer.Code, Is.EqualTo(201), answer.Message);
    }

    [Test]
    public async Task Fills_in_defaults_of_fields_and_of_objects_that_default_to_empty()
    {
        var answer = await SharedCluster.Api.CreateAsync(Widgets.Path, Widgets.Named(Widgets.FreshName()));

        Assert.That(answer.Text("spec.size"), Is.EqualTo("3"));
        Assert.That(answer.Text("spec.limits.items"), Is.EqualTo("100"));
    }

    [Test]
    [NeedsKubernetes("1.25", "Unknown fields are warned of or refused")]
    public async Task Drops_unknown_fields_with_a_warning_unless_asked_to_be_strict()
    {
        const string spec = """{ "mode": "Report", "colour": "red" }""";

        var warned = await SharedCluster.Api.CreateAsync(Widgets.Path, Widgets.Named(Widgets.FreshName(), spec));
        var ignored = await SharedCluster.Api.CreateAsync(
            Widgets.Path + "?fieldValidation=Ignore",
            Widgets.Named(Widgets.FreshName(), spec)
        );
        var strict = await SharedCluster.Api.CreateAsync(
            Widgets.Path + "?fieldValidation=Strict",
            Widgets.Named(Widgets.FreshName(), spec)
        );

        Assert.That(warned.Warnings, Does.Contain("unknown field").And.Contain("spec.colour"));
        Assert.That(warned.At("spec.colour"), Is.Null);
        Assert.That((ignored.Code, ignored.Warnings), Is.EqualTo((201, "")));
        Assert.That(strict.Code, Is.EqualTo(400));
        Assert.That(strict.Message, Does.Contain("strict decoding error: unknown field \"spec.colour\""));
    }

    [TestCase("UPPER")]
    [TestCase("under_score")]
    [TestCase("-dash")]
    public async Task Refuses_names_that_are_no_subdomain(string name)
    {
        var answer = await SharedCluster.Api.CreateAsync(Widgets.Path, Widgets.Named(name));

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((422, "Invalid")));
    }

    [Test]
    public async Task Refuses_a_schema_that_is_not_structural()
    {
        const string definition = """
            { "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
              "metadata": { "name": "loose.example.com" },
              "spec": { "group": "example.com", "scope": "Cluster",
                "names": { "plural": "loose", "singular": "loose", "kind": "Loose" },
                "versions": [ { "name": "v1", "served": true, "storage": true, "schema": { "openAPIV3Schema": {
                  "type": "object",
                  "properties": { "spec": { "properties": { "a": { "type": "string" } } } } } } } ] } }
            """;

        var answer = await SharedCluster.Api.SendAsync(
            HttpMethod.Post,
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
            definition,
            "application/json"
        );

        Assert.That(answer.Code, Is.EqualTo(422));
        Assert.That(answer.Message, Does.Contain("openAPIV3Schema.properties[spec].type: Required value"));
    }

    private static Task<Answer> CreateSocketAsync(string field, string value) =>
        SharedCluster.Api.SendAsync(
            HttpMethod.Post,
            "/apis/example.com/v1/sockets",
            $$"""
            { "apiVersion": "example.com/v1", "kind": "Socket", "metadata": { "name": "{{Widgets.FreshName()}}" },
              "spec": { "{{field}}": {{value}} } }
            """,
            "application/json"
        );

    private static IEnumerable<string> CausesOf(Answer answer) =>
        answer.At("details.causes")!.AsArray().Select(cause => cause!["field"]!.GetValue<string>());
}
