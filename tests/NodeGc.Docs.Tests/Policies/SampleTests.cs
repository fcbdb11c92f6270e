using NodeGc.Agent;
using NodeGc.Api.Cleanups;
using NodeGc.Docs.Tests.Markdown;
using NodeGc.Testing;

namespace NodeGc.Docs.Tests.Policies;

/// <summary>What the samples for common cases select on a host with a real engine. That an API server accepts them is
/// shown by NodeGc.Api.Tests.</summary>
[Category("Real")]
[CancelAfter(180_000)]
internal sealed class SampleTests
{
    private const string Orphan = "layers: orphan";
    private const string Anonymous = "volumes: anonymous";
    private const string Done = "containers: done";
    private const string Cache = "containers: ci-cache-1";
    private const string Dangling = "images: dangling";
    private const string App = "images: app:1";
    private const string Tool = "images: registry.example.com/base/tool:1";
    private const string Proxy = "images: registry.example.com/system/proxy:1";

    private DockerHost host = null!;

    [OneTimeSetUp]
    public void StartEngine() => host = new DockerHost();

    [OneTimeTearDown]
    public void StopEngine() => host.Dispose();

    private static IEnumerable<TestCaseData> Selections =>
        [
            Selects("report", null, Orphan, Anonymous),
            Selects("approve", null, Orphan, Anonymous),
            Selects("layers", null, Orphan),
            Selects("fleet", null, Orphan, Anonymous),
            Selects("volumes", null, Anonymous, "volumes: data"),
            Selects("build-nodes", null, Orphan, Done, Cache, Dangling),
            Selects("docker-in-docker", true, Orphan, Done, Cache, Dangling, "images: app:stable"),
            Selects("docker-in-docker", false),
            Selects("legacy-aufs", null, Orphan, "stores: aufs"),
            Selects(
                "report-only",
                null,
                Orphan,
                Anonymous,
                "volumes: data",
                Done,
                Cache,
                Dangling,
                App,
                "images: app:stable",
                Tool,
                Proxy,
                "buildCache"
            ),
            Selects("as-docker-gc", null, Done, Dangling, App, "images: app:stable", Proxy),
            Selects("as-eraser", null, Dangling, App, "images: app:stable", Tool),
            Selects("as-docuum", true, Dangling, App, Tool, Proxy),
            Selects("as-docuum", false),
        ];

    [TestCaseSource(nameof(Selections))]
    public async Task A_sample_selects(
        string sample,
        bool? isFull,
        string[] expected,
        CancellationToken cancellationToken
    )
    {
        using var run = new SampleRun(sample, host.Engine.DataRoot, socket: host.Engine.SocketPath);

        var plan = await run.PlanLaterAsync(isFull, cancellationToken);

        Assert.That(
            plan.Items.Select(host.NameOf).Distinct(),
            Is.EquivalentTo(expected),
            string.Join('\n', plan.Held.Select(held => $"{held.Name}: {held.Reason}"))
        );
    }

    [Test]
    public async Task Report_only_removes_nothing_in_another_mode_either(CancellationToken cancellationToken)
    {
        using var run = new SampleRun("report-only", host.Engine.DataRoot, socket: host.Engine.SocketPath)
        {
            Mode = CleanupMode.Enforce,
        };

        var plan = await run.PlanLaterAsync(isFull: null, cancellationToken);

        Assert.That(plan.Items, Is.Empty);
        Assert.That(
            plan.Held.Where(held => held.Rule == "ClassIsOnlyReported").Select(held => held.Class).Distinct(),
            Is.SupersetOf((string[])["layers", "containers", "images", "buildCache", "volumes"])
        );
    }

    [TestCaseSource(nameof(Samples))]
    public async Task The_command_line_plans_it(string sample)
    {
        using var run = new SampleRun(sample, host.Engine.DataRoot, socket: host.Engine.SocketPath);

        var (exitCode, output) = await run.PlanNowAsync();

        // Unsure: an engine that has just been started may still be loading.
        Assert.That(exitCode, Is.EqualTo(ExitCode.Found).Or.EqualTo(ExitCode.Unsure), output);
        var isEnforced = File.ReadAllText(SampleRun.PathOf(sample)).Contains("mode: Enforce", StringComparison.Ordinal);
        Assert.That(
            output.Contains("clean --yes would reject", StringComparison.Ordinal),
            Is.Not.EqualTo(isEnforced),
            output
        );
    }

    [Test]
    public void Every_sample_has_a_test_and_is_described()
    {
        var tested = Selections.Select(test => (string)test.Arguments[0]!).Concat(["everything"]);
        var page = MarkdownPage.All.Single(one => one.File == "docs/policies.md");

        Assert.That(tested.Distinct(), Is.EquivalentTo(Samples));
        Assert.That(
            page.Links.Select(link => page.PathOf(link.Url.Split('#')[0])),
            Is.SupersetOf(Samples.Select(sample => $"crds/samples/{sample}.yaml"))
        );
    }

    private static IEnumerable<string> Samples =>
        Directory.EnumerateFiles(SourceTree.PathOf("crds", "samples")).Select(Path.GetFileNameWithoutExtension)!;

    private static TestCaseData Selects(string sample, bool? isFull, params string[] expected) =>
        new TestCaseData(sample, isFull, expected).SetArgDisplayNames(sample);
}
