using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Json;
using NodeGc.Api.Rules;
using NodeGc.Api.Schemas;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Api.Tests.Server;

/// <summary>The rules in CEL of the definitions, evaluated by an API server, agree with those that operator and agent
/// have: what the server refuses, they refuse for the same field, and what only they refuse is known.</summary>
[CancelAfter(120_000)]
[NeedsKubernetes("1.25", "Rules in CEL")]
internal sealed class RulesOnServerTests
{
    private const string Group = "/apis/nodegc.io/v1alpha1";
    private const int Specs = 400;
    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    private TestCluster cluster = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        cluster = await TestCluster.StartAsync(deadline.Token);
        foreach (var definition in Directory.GetFiles(SourceTree.PathOf("crds"), "*.yaml"))
            await cluster.Objects.ApplyAsync(await File.ReadAllTextAsync(definition, deadline.Token), deadline.Token);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => cluster.DisposeAsync();

    [Test]
    public async Task Each_setting_alone_is_refused_by_whom_it_should_be(CancellationToken cancellationToken)
    {
        List<string> differences = [];
        foreach (var setting in TriedSetting.All)
            differences.AddRange(await CompareAsync([setting], cancellationToken));

        Assert.That(differences, Is.Empty);
    }

    [Test]
    public async Task Server_and_operator_agree_about_specs_of_many_settings(CancellationToken cancellationToken)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        List<string> differences = [];
        for (var count = 0; count < Specs; count++)
            differences.AddRange(await CompareAsync(Some(random), cancellationToken));

        Assert.That(differences, Is.Empty, $"seed {seed}");
    }

    [TestCase("Approve", true)]
    [TestCase("Report", false)]
    [TestCase("Enforce", false)]
    public async Task A_plan_is_approved_only_in_mode_Approve(
        string mode,
        bool allowed,
        CancellationToken cancellationToken
    )
    {
        TriedSetting[] settings =
        [
            new("mode", $"\"{mode}\"", Refusal.Nobody),
            new("approvedPlan", $"\"{Digest}\"", allowed ? Refusal.Nobody : Refusal.Server),
        ];

        Assert.That(await CompareAsync(settings, cancellationToken), Is.Empty);
    }

    [TestCase("window", "\"2h\"")]
    [TestCase("days", "[\"Mon\"]")]
    public async Task What_restricts_a_schedule_requires_one(
        string field,
        string value,
        CancellationToken cancellationToken
    )
    {
        TriedSetting[] settings = [new("schedule", "\"\"", Refusal.Nobody), new(field, value, Refusal.Server)];

        Assert.That(await CompareAsync(settings, cancellationToken), Is.Empty);
    }

    [TestCase("""{}""", Refusal.Server)]
    [TestCase("""{"nodes":1,"nodeSelector":{}}""", Refusal.Server)]
    [TestCase("""{"nodes":1}""", Refusal.Nobody)]
    [TestCase("""{"nodes":1,"soak":"7d"}""", Refusal.Nobody)]
    [TestCase("""{"nodes":1,"soak":"8d"}""", Refusal.Server)]
    [TestCase("""{"nodes":1,"soak":"7d1s"}""", Refusal.Operator)]
    public async Task A_canary_is_a_number_of_nodes_or_a_selector(
        string canary,
        Refusal refusal,
        CancellationToken cancellationToken
    ) => Assert.That(await CompareAsync([new("rollout.canary", canary, refusal)], cancellationToken), Is.Empty);

    [Test]
    public async Task The_last_images_are_kept_with_scope_Unused(CancellationToken cancellationToken)
    {
        TriedSetting[] settings =
        [
            new("collect.images.scope", "\"Unused\"", Refusal.Nobody),
            new("collect.images.keepLast", "2", Refusal.Nobody),
        ];

        Assert.That(await CompareAsync(settings, cancellationToken), Is.Empty);
    }

    [TestCase("\"explain\":{\"subject\":\"a\"}", HttpStatusCode.Created)]
    [TestCase("\"restore\":{\"runID\":\"a\"}", HttpStatusCode.Created)]
    [TestCase("\"explain\":{\"subject\":\"a\"},\"restore\":{\"runID\":\"a\"}", HttpStatusCode.UnprocessableEntity)]
    [TestCase("\"format\":\"Text\"", HttpStatusCode.UnprocessableEntity)]
    public async Task A_request_asks_for_exactly_one_thing(
        string request,
        HttpStatusCode code,
        CancellationToken cancellationToken
    )
    {
        var spec = $$"""{"requests":[{"id":"a","expirationTime":"2026-03-01T12:00:00Z",{{request}}}]}""";

        var (answered, _) = await CreateAsync("nodestorages", "NodeStorage", JsonNode.Parse(spec)!, cancellationToken);

        Assert.That(answered, Is.EqualTo(code));
    }

    /// <summary>Up to five settings of different fields.</summary>
    private static TriedSetting[] Some(Random random) =>
        [
            .. Enumerable
                .Range(0, random.Next(1, 6))
                .Select(_ => TriedSetting.All[random.Next(TriedSetting.All.Count)])
                .DistinctBy(setting => setting.Path),
        ];

    private async Task<IEnumerable<string>> CompareAsync(TriedSetting[] settings, CancellationToken cancellationToken)
    {
        var spec = new JsonObject
        {
            ["collect"] = new JsonObject { ["mounts"] = new JsonObject() },
            ["schedule"] = "@daily",
        };
        foreach (var setting in settings)
            setting.ApplyTo(spec);
        var cleanup = Named("NodeStorageCleanup", spec);
        var problems = CleanupSpecRules.Check(cleanup.Deserialize(ApiJsonContext.Default.NodeStorageCleanup)!.Spec);
        var (code, fields) = await CreateAsync("nodestoragecleanups", "NodeStorageCleanup", spec, cancellationToken);

        var byServer = settings.Any(setting => setting.RefusedBy == Refusal.Server);
        var byOperator = byServer || settings.Any(setting => setting.RefusedBy == Refusal.Operator);
        var unknown = fields.Where(field => !problems.Any(problem => IsAt(problem.Field, field))).ToArray();
        var schema = SchemaValidation.Check(Definition.Cleanup.Schema, cleanup);
        return new (bool Wrong, string What)[]
        {
            (!schema.IsEmpty, $"refused by the schema: {string.Join("; ", schema)}"),
            (code == HttpStatusCode.UnprocessableEntity != byServer, $"the server answered {code} ({Joined(fields)})"),
            (problems.IsEmpty == byOperator, $"the operator found {Joined(problems.Select(one => one.Field))}"),
            (unknown.Length > 0, $"only the server refused {Joined(unknown)}"),
        }
            .Where(one => one.Wrong)
            .Select(one => $"{string.Join(", ", settings.Select(setting => $"{setting}"))}: {one.What}");
    }

    /// <summary>A rule of an object may be about a field below it, and a problem may name the object as a
    /// whole.</summary>
    private static bool IsAt(string left, string right) =>
        left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal);

    private static string Joined(IEnumerable<string> texts) => string.Join(", ", texts);

    private async Task<(HttpStatusCode Code, string[] Fields)> CreateAsync(
        string plural,
        string kind,
        JsonNode spec,
        CancellationToken cancellationToken
    )
    {
        var path = $"{Group}/{plural}?dryRun=All";
        using var answer = await cluster.Http.PostAsJsonAsync(path, Named(kind, spec), cancellationToken);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
        var causes = body["details"]?["causes"] as JsonArray ?? [];
        return (answer.StatusCode, [.. causes.Select(cause => (string)cause!["field"]!)]);
    }

    private static JsonObject Named(string kind, JsonNode spec) =>
        new()
        {
            ["apiVersion"] = "nodegc.io/v1alpha1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = "tried" },
            ["spec"] = spec.DeepClone(),
        };
}
