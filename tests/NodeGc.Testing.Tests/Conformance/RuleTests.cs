using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Testing.Tests.Conformance;

/// <summary>Rules in CEL (<c>x-kubernetes-validations</c>).</summary>
[NeedsKubernetes("1.30", "Rules in CEL that spare what a change leaves as it was")]
internal sealed class RuleTests
{
    private const string Path = "/apis/example.com/v1/gauges";
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    [OneTimeSetUp]
    public static Task DefineAsync() => SharedCluster.Cluster.Objects.ApplyAsync(Definition("gauges", Rules), default);

    [TestCase("""{ "low": 1, "high": 2 }""")]
    [TestCase("""{ "low": 1, "high": 2, "names": ["a", "b"], "age": "90m" }""")]
    [TestCase("""{ "low": 1, "high": 2, "free": [], "asFree": [] }""")]
    [TestCase("""{ "low": 1, "high": 2, "size": 5 }""")]
    [TestCase("""{ "low": 1, "high": 2, "size": "5" }""")]
    public async Task Accepts_what_every_rule_allows(string spec)
    {
        var answer = await CreateAsync(spec);

        Assert.That(answer.Code, Is.EqualTo(201), answer.Message);
    }

    [TestCase(
        """{ "low": 1, "high": 2, "free": [] }""",
        "spec: Invalid value: \"object\": free and asFree go together"
    )]
    [TestCase("""{ "low": 2, "high": 2 }""", "spec: Invalid value: \"object\": high must be above low")]
    [TestCase(
        """{ "low": 1, "high": 2, "names": ["a", "B"] }""",
        "spec.names[1]: Invalid value: \"string\": must be lowercase"
    )]
    [TestCase(
        """{ "low": 1, "high": 2, "names": ["a\n"] }""",
        "spec.names[0]: Invalid value: \"string\": must be lowercase"
    )]
    [TestCase(
        """{ "low": 1, "high": 2, "age": "25h" }""",
        "spec.age: Invalid value: \"string\": failed rule: duration(self) <= duration('24h')"
    )]
    [TestCase("""{ "low": 1, "high": 2, "size": 0 }""", "spec: Invalid value: \"object\": size must be more than 0")]
    [TestCase("""{ "low": 1, "high": 2, "size": "0" }""", "spec: Invalid value: \"object\": size must be more than 0")]
    public async Task Refuses_what_a_rule_forbids_and_says_where(string spec, string message)
    {
        var answer = await CreateAsync(spec);

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((422, "Invalid")));
        Assert.That(answer.Message, Does.Contain(message));
    }

    [Test]
    public async Task Checks_no_rule_of_an_object_that_is_far_from_its_schema()
    {
        var answer = await CreateAsync("""{ "low": 2 }""");

        Assert.That(
            answer.Message,
            Does.Contain("spec.high: Required value").And.Contain("some validation rules were not checked")
        );
        Assert.That(answer.Message, Does.Not.Contain("above low"));
    }

    [Test]
    public async Task Spares_what_a_change_leaves_as_it_was()
    {
        // Stored by a definition that had no rules yet.
        var cluster = SharedCluster.Cluster.Objects;
        await cluster.ApplyAsync(Definition("meters", ""), default);
        const string Meters = "/apis/example.com/v1/meters";
        await SharedCluster.Api.CreateAsync(Meters, Named("old", """{ "low": 5, "high": 2 }""", "Meter"));
        await cluster.ReplaceDefinitionAsync(Definition("meters", Rules), default);

        var elsewhere = await PatchAsync($"{Meters}/old", """{ "metadata": { "labels": { "a": "b" } } }""");
        var there = await PatchAsync($"{Meters}/old", """{ "spec": { "low": 6 } }""");
        var status = await PatchAsync($"{Meters}/old/status", """{ "status": { "phase": "Done" } }""");

        Assert.That((elsewhere.Code, there.Code, status.Code), Is.EqualTo((200, 422, 200)), there.Message);
    }

    [TestCase("self.low <", "Syntax error")]
    [TestCase("self.lwo < self.high", "undefined field 'lwo'")]
    [TestCase("self.low < other", "undeclared reference to 'other'")]
    [TestCase("self.low < 'a'", "found no matching overload")]
    [TestCase("self.age.shout() == 'A'", "undeclared reference to 'shout'")]
    [TestCase("self.low", "must evaluate to a bool")]
    [TestCase(
        "self.free.all(a, self.free.all(b, a.matches('^[a-z]+$') && b.matches('^[a-z]+$')))",
        "exceeds budget by factor of"
    )]
    public async Task Takes_no_definition_with_a_rule_that_cannot_be_evaluated(string rule, string message)
    {
        var yaml = Definition("broken", $"x-kubernetes-validations: [{{ rule: \"{rule}\" }}]");
        var answer = await SharedCluster.Api.SendAsync(
            HttpMethod.Post,
            $"{Definitions}?dryRun=All",
            yaml,
            "application/yaml"
        );

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((422, "Invalid")), answer.Message);
        Assert.That(answer.Message, Does.Contain(message));
    }

    private const string Rules = """
        x-kubernetes-validations:
        - { rule: self.low < self.high, message: high must be above low }
        - { rule: has(self.free) == has(self.asFree), message: free and asFree go together }
        - rule: "!has(self.size) || (type(self.size) == int ? self.size > 0 : !(self.size in ['0', '00']))"
          message: size must be more than 0
        """;

    private static string Definition(string plural, string rules) =>
        $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: {{plural}}.example.com }
            spec:
              group: example.com
              scope: Cluster
              names: { plural: {{plural}}, singular: {{plural[..^1]}}, kind: {{Kind(plural)}} }
              versions:
              - name: v1
                served: true
                storage: true
                subresources: { status: {} }
                schema:
                  openAPIV3Schema:
                    type: object
                    required: [spec]
                    properties:
                      spec:
                        type: object
                        required: [low, high]
                        {{rules.ReplaceLineEndings("\n").Replace(
                "\n",
                "\n                        ",
                StringComparison.Ordinal
            )}}
                        properties:
                          low: { type: integer }
                          high: { type: integer }
                          size: { x-kubernetes-int-or-string: true }
                          free: { type: array, items: { type: string } }
                          asFree: { type: array, items: { type: string } }
                          age:
                            type: string
                            maxLength: 16
                            x-kubernetes-validations: [{ rule: "duration(self) <= duration('24h')" }]
                          names:
                            type: array
                            maxItems: 8
                            items:
                              type: string
                              maxLength: 32
                              x-kubernetes-validations:
                              - { rule: "self.matches('^[a-z]+$')", message: must be lowercase }
                      status: { type: object, properties: { phase: { type: string } } }
            """;

    private static string Kind(string plural) => char.ToUpperInvariant(plural[0]) + plural[1..^1];

    private static Task<Answer> CreateAsync(string spec) =>
        SharedCluster.Api.CreateAsync($"{Path}?dryRun=All", Named("tried", spec, "Gauge"));

    private static JsonObject Named(string name, string spec, string kind) =>
        new()
        {
            ["apiVersion"] = "example.com/v1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = JsonNode.Parse(spec),
        };

    private static Task<Answer> PatchAsync(string path, string patch) =>
        SharedCluster.Api.PatchAsync(path, Api.Merge, patch);
}
