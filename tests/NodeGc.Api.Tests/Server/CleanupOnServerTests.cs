using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Json;
using NodeGc.Api.Tests.Parity;
using NodeGc.Api.Yaml;
using NodeGc.Testing;
using NodeGc.Testing.ApiServer;
using NodeGc.Testing.ApiServer.Requirements;

namespace NodeGc.Api.Tests.Server;

/// <summary>The definitions on an API server, used with kubectl: what it accepts, rejects, defaults and
/// shows.</summary>
[CancelAfter(120_000)]
[Category("Slow")]
public sealed class CleanupOnServerTests
{
    private const string Collection = "/apis/nodegc.io/v1alpha1/nodestoragecleanups";
    private const string Head =
        "apiVersion: nodegc.io/v1alpha1\nkind: NodeStorageCleanup\nmetadata: {name: here}\nspec:\n";

    private TestCluster cluster = null!;

    private static IEnumerable<string> Samples =>
        Directory
            .GetFiles(SourceTree.PathOf("crds", "samples"))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)!;

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

    [TestCaseSource(nameof(Samples))]
    public async Task The_server_and_the_command_line_make_the_same_of_a_sample(
        string sample,
        CancellationToken cancellationToken
    )
    {
        var path = SourceTree.PathOf("crds", "samples", sample);
        await cluster.Kubectl.MustAsync(["apply", "-f", path], cancellationToken);

        var byCommandLine = CleanupYaml.Load(path);
        var stored = await cluster.Objects.GetAsync($"{Collection}/{byCommandLine.Metadata.Name}", cancellationToken);
        var byServer = stored.Deserialize(ApiJsonContext.Default.NodeStorageCleanup)!;
        Assert.That(ToJson(byServer.Spec), Is.EqualTo(ToJson(byCommandLine.Spec)));
    }

    [Test]
    public async Task The_server_and_the_command_line_fill_in_what_is_written_and_left_empty(
        CancellationToken cancellationToken
    )
    {
        const string Empty = Head + "  mode:\n  collect: {volumes: {scope: , minAge: }}\n  limits:\n";
        await cluster.Kubectl.RunAsync(["create", "-f", "-", "--validate=false"], Empty, cancellationToken);

        var byServer = (await cluster.Objects.GetAsync($"{Collection}/here", cancellationToken)).Deserialize(
            ApiJsonContext.Default.NodeStorageCleanup
        )!;
        Assert.That(ToJson(byServer.Spec), Is.EqualTo(ToJson(CleanupYaml.Parse(Empty, "cleanup.yaml").Spec)));
    }

    [TestCase("  collect: {}", "spec.collect")]
    [TestCase("  mode: Delete\n  collect: {layers: {}}", "spec.mode")]
    [TestCase("  collect: {layers: {minAge: -1h}}", "spec.collect.layers.minAge")]
    [TestCase("  collect: {layers: {minAge: 60}}", "spec.collect.layers.minAge")]
    [TestCase("  collect: {layers: {confirmations: 1}}", "spec.collect.layers.confirmations")]
    [TestCase("  collect: {volumes: {scope: All}}", "spec.collect.volumes.scope")]
    [TestCase("  collect: {layers: {}}\n  limits: {maxBytes: lots}", "spec.limits.maxBytes")]
    [TestCase("  collect: {layers: {}}\n  limits: {maxPercentOfStore: 101}", "spec.limits.maxPercentOfStore")]
    [TestCase("  collect: {layers: {}}\n  protect: {images: ['']}", "spec.protect.images[0]")]
    [TestCase("  mode: Report", "spec.collect")]
    public async Task The_server_and_the_command_line_refuse_the_same_field(
        string spec,
        string field,
        CancellationToken cancellationToken
    )
    {
        var result = await cluster.Kubectl.RunAsync(
            ["create", "-f", "-", "--validate=false"],
            Head + spec,
            cancellationToken
        );

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Errors, Does.Contain($"{TestCluster.AsNamedByServer(field)}: "));
        Assert.That(
            () => CleanupYaml.Parse(Head + spec, "cleanup.yaml"),
            Throws.TypeOf<CleanupYamlException>().With.Message.Contains($" {field}: ")
        );
    }

    [TestCase("  collect: {buildCache: {keepBytes: 0}}\n  limits: {maxBytes: 1000000}")]
    [TestCase("  collect: {layers: {}}\n  when: {diskFree: {low: 10737418240, high: 30Gi}}")]
    public async Task The_server_and_the_command_line_take_quantities_as_numbers(
        string spec,
        CancellationToken cancellationToken
    )
    {
        var text = Head.Replace("here", "numbers", StringComparison.Ordinal) + spec;
        await cluster.Kubectl.RunAsync(["apply", "-f", "-"], text, cancellationToken);

        var stored = await cluster.Objects.GetAsync($"{Collection}/numbers", cancellationToken);
        var byServer = stored.Deserialize(ApiJsonContext.Default.NodeStorageCleanup)!;
        Assert.That(ToJson(byServer.Spec), Is.EqualTo(ToJson(CleanupYaml.Parse(text, "cleanup.yaml").Spec)));
    }

    [TestCase("  collect: {layers: {}, volumes: }", "spec.collect.volumes")]
    [TestCase("  collect: {layers: {}}\n  protect:", "spec.protect")]
    [TestCase("  collect: {layers: {}}\n  when:", "spec.when")]
    public async Task The_server_drops_what_is_left_empty_and_the_command_line_refuses_it(
        string spec,
        string field,
        CancellationToken cancellationToken
    )
    {
        var text = Head.Replace("here", "empty", StringComparison.Ordinal) + spec;
        await cluster.Kubectl.RunAsync(["apply", "-f", "-"], text, cancellationToken);

        var stored = await cluster.Objects.GetAsync($"{Collection}/empty", cancellationToken);
        var names = field.Split('.');
        Assert.That(
            names.SkipLast(1).Aggregate((JsonNode?)stored, (at, name) => at![name])!.AsObject().ContainsKey(names[^1]),
            Is.False
        );
        Assert.That(
            () => CleanupYaml.Parse(text, "cleanup.yaml"),
            Throws.TypeOf<CleanupYamlException>().With.Message.Contains($" {field}: has no value")
        );
    }

    [TestCase("http://alpine")]
    [TestCase("/alpine")]
    [TestCase("alpine:")]
    public async Task The_server_refuses_pins_whose_form_no_image_has(
        string pattern,
        CancellationToken cancellationToken
    )
    {
        var result = await cluster.Kubectl.RunAsync(
            ["create", "-f", "-"],
            Head + $"  collect: {{layers: {{}}}}\n  protect: {{images: ['{pattern}']}}",
            cancellationToken
        );

        var field = TestCluster.AsNamedByServer("spec.protect.images[0]");
        Assert.That(result.Errors, Does.Contain($"{field}: "), result.Output);
    }

    [TestCase("  collect: {layers: {}, networks: {}}", "networks")]
    [TestCase("  collect: {layers: {}}\n  calendar: daily", "calendar")]
    [NeedsKubernetes("1.25", "Unknown fields are refused")]
    public async Task A_strict_client_gets_an_error_for_an_unknown_field(
        string spec,
        string field,
        CancellationToken cancellationToken
    )
    {
        using var content = new StringContent(Head + spec, Encoding.UTF8, "application/yaml");
        using var response = await cluster.Http.PostAsync(
            $"{Collection}?fieldValidation=Strict",
            content,
            cancellationToken
        );

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(
            await response.Content.ReadAsStringAsync(cancellationToken),
            Does.Contain("unknown field").And.Contain(field)
        );
    }

    [Test]
    public async Task An_unknown_class_alone_is_refused_even_where_fields_are_pruned(
        CancellationToken cancellationToken
    )
    {
        var result = await cluster.Kubectl.RunAsync(
            ["create", "-f", "-", "--validate=false"],
            Head + "  collect: {networks: {}}",
            cancellationToken
        );

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Errors, Does.Contain("spec.collect"));
    }

    [Test]
    public async Task Get_answers_the_everyday_question(CancellationToken cancellationToken)
    {
        await cluster.Objects.CreateAsync(Collection, Everything.Cleanup().ToNode(), cancellationToken);
        await cluster.Objects.MergeAsync(
            $"{Collection}/build/status",
            Status(Everything.Cleanup().ToNode()),
            cancellationToken
        );
        await cluster.Objects.CreateAsync(
            "/apis/nodegc.io/v1alpha1/nodestorages",
            Everything.Node().ToNode(),
            cancellationToken
        );
        await cluster.Objects.MergeAsync(
            "/apis/nodegc.io/v1alpha1/nodestorages/node-1/status",
            Status(Everything.Node().ToNode()),
            cancellationToken
        );

        var cleanup = await cluster.Kubectl.MustAsync(["get", "nsc", "build"], cancellationToken);
        var node = await cluster.Kubectl.MustAsync(["get", "nst", "node-1"], cancellationToken);

        Assert.That(
            Words(cleanup, line: 0),
            Is.EqualTo(
                Words("NAME MODE STATUS NODES DONE FAILED SKIPPED RECLAIMABLE QUARANTINED RECLAIMED AGE", line: 0)
            )
        );
        Assert.That(
            Words(cleanup, line: 1)[..^1],
            Is.EqualTo(Words("build Approve Succeeded 5 1 1 1 1Gi 1Gi 1Gi", line: 0))
        );
        Assert.That(
            Words(node, line: 0),
            Is.EqualTo(
                Words("NAME READY REASON DRIVER USED% FREE CLEANUP PHASE RECLAIMABLE RECLAIMED LAST-REPORT", line: 0)
            )
        );
        Assert.That(
            Words(node, line: 1)[..^1],
            Is.EqualTo(Words("node-1 True Succeeded overlay2 81 20Ki build Succeeded 1Gi 3Gi", line: 0))
        );
    }

    private static string ToJson(NodeStorageCleanupSpec spec) =>
        JsonSerializer.Serialize(spec, ApiJsonContext.Default.NodeStorageCleanupSpec);

    private static JsonObject Status(JsonObject whole) => new() { ["status"] = whole["status"]!.DeepClone() };

    private static string[] Words(string table, int line) =>
        table.Split('\n')[line].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
