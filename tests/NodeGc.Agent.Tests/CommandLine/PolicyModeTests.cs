using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>On one host the whole document counts: what speaks against a clean-up there is no less true because no
/// operator reads it.</summary>
[Category("Real")]
internal sealed class PolicyModeTests
{
    private const string Collect = $"collect: {PolicyTexts.Everything}";

    private StoreCopy copy = null!;

    [SetUp]
    public async Task MakeStore() => copy = await StoreCopy.ConfirmedAsync();

    [TearDown]
    public void RemoveStore() => copy.Dispose();

    private static IEnumerable<TestCaseData> Refusals =>
        [
            new($"{Collect}", "Set spec.mode: Enforce to clean"),
            new($"mode: Report\n  {Collect}", "spec.mode is Report (the default), which deletes nothing"),
            new($"mode: Approve\n  {Collect}", "clean --plan plan.json --yes"),
            new($"mode: Enforce\n  suspend: true\n  {Collect}", "spec.suspend is true"),
            new(
                "mode: Enforce\n  collect: { layers: { mode: Report }, volumes: { mode: Report } }",
                "every class of spec.collect has mode: Report"
            ),
            new("mode: Report\n  collect: { layers: { mode: Report } }", "spec.mode is Report"),
        ];

    [TestCaseSource(nameof(Refusals))]
    public async Task What_the_document_does_not_allow_is_not_done_and_what_to_set_is_said(string spec, string message)
    {
        var before = copy.Digest();

        var clean = await copy.RunAsync("clean", "--yes", "--policy", copy.PolicyFileOf(spec));

        Assert.That((clean.ExitCode, clean.Output), Is.EqualTo((ExitCode.Usage, "")), clean.ToString());
        Assert.That(clean.Errors, Does.StartWith("nodegc-agent: Nothing was removed: ").And.Contains(message));
        Assert.That(copy.Digest(), Is.EqualTo(before));
    }

    [TestCaseSource(nameof(Refusals))]
    public async Task A_plan_is_made_in_every_mode_and_says_what_clean_would_refuse(string spec, string message)
    {
        var policy = copy.PolicyFileOf(spec);
        var (text, json) = (
            await copy.RunAsync("plan", "--policy", policy),
            await copy.RunAsync("plan", "--policy", policy, "-o", "json")
        );
        var dry = await copy.RunAsync("clean", "--policy", policy);

        Assert.That(text.Output, Does.Contain("clean --yes would reject this policy: ").And.Contains(message));
        Assert.That((string?)json.Json["cleanRefuses"], Does.Contain(message));
        Assert.That(
            dry.Output,
            Does.Contain(message).And.Contains("nothing was removed.").And.Not.Contains("Use --yes")
        );
        if (!spec.Contains("mode: Report }", StringComparison.Ordinal))
            Assert.That(
                json.Json["items"]!.AsArray().Select(item => (string)item!["path"]!),
                Is.SupersetOf(copy.Orphans),
                "it shows what would be removed"
            );
    }

    [TestCase("mode: Report")]
    [TestCase("suspend: true\n  mode: Enforce")]
    public async Task A_plan_in_a_file_is_no_way_around_the_document(string spec)
    {
        var plan = Path.Combine(copy.Folder, "plan.json");
        var made = await copy.RunAsync("plan", "-o", plan, "--policy", copy.PolicyFileOf($"{spec}\n  {Collect}"));
        var before = copy.Digest();

        var clean = await copy.RunAsync("clean", "--plan", plan, "--yes");
        var dry = await copy.RunAsync("clean", "--plan", plan);

        Assert.That(made.Output, Does.Contain("for review only"));
        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Usage), clean.ToString());
        Assert.That(clean.Errors, Does.Contain("Nothing was removed: "));
        Assert.That(dry.ExitCode, Is.EqualTo(ExitCode.Found), dry.ToString());
        Assert.That(copy.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task In_mode_Approve_the_plan_in_a_file_is_carried_out()
    {
        var plan = Path.Combine(copy.Folder, "plan.json");
        await copy.RunAsync("plan", "-o", plan, "--policy", copy.PolicyFileOf($"mode: Approve\n  {Collect}"));

        var clean = await copy.RunAsync("clean", "--plan", plan, "--yes");

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Done), clean.ToString());
        Assert.That(copy.Orphans.Select(path => Directory.Exists(copy.PathOf(path))), Has.None.True);
    }

    [Test]
    public async Task A_class_that_says_Enforce_is_cleaned_under_Report_and_the_others_stay()
    {
        var policy = copy.PolicyFileOf(
            "collect: { layers: { mode: Enforce, minAge: 0s, confirmationInterval: 5s }, "
                + "volumes: { scope: Orphaned, minAge: 0s, confirmationInterval: 5s } }"
        );

        var clean = await copy.RunAsync("clean", "--yes", "--policy", policy, "-o", "json");

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Done), clean.ToString());
        Assert.That(copy.Orphans.Select(path => Directory.Exists(copy.PathOf(path))), Has.None.True);
        Assert.That(
            clean.Json["plan"]!["held"]!.AsArray().Select(held => (string)held!["reason"]!),
            Has.Some.EqualTo("collect.volumes.mode is Report")
        );
    }

    [TestCase("pool=web,disk=ssd")]
    [TestCase("")]
    public async Task A_host_that_is_not_selected_is_left_alone(string labels)
    {
        var before = copy.Digest();

        var clean = await copy.RunAsync("clean", "--yes", "--policy", Selecting(), "--node-labels", labels);

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Nothing), clean.ToString());
        Assert.That(clean.Errors, Does.Contain("spec.nodeSelector does not match this host"));
        Assert.That(copy.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_host_that_is_selected_is_cleaned()
    {
        var clean = await copy.RunAsync(
            "clean",
            "--yes",
            "--policy",
            Selecting(),
            "--node-labels",
            "pool=build,disk=ssd",
            "-o",
            "json"
        );

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Done), clean.ToString());
        Assert.That(clean.Json["plan"]!["withoutEffect"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_selector_that_nothing_is_matched_against_is_named_as_ignored()
    {
        var clean = await copy.RunAsync("clean", "--yes", "--policy", Selecting());

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Done), clean.ToString());
        Assert.That(
            clean.Output,
            Does.Contain("Warning: spec.nodeSelector is ignored on a single host; use --node-labels")
        );
    }

    [Test]
    public async Task What_else_has_no_effect_on_one_host_is_named()
    {
        var policy = copy.PolicyFileOf(
            $"mode: Approve\n  approvedPlan: sha256:{new string('a', 64)}\n  collect: {{ images: {{}} }}"
        );

        var plan = await copy.RunAsync("plan", "--policy", policy, "-o", "json");

        Assert.That(
            plan.Json["withoutEffect"]!.AsArray().Select(one => (string)one!),
            Has.Some.Contains("spec.approvedPlan").And.Some.Contains("clusterImages")
        );
    }

    [Test]
    public async Task Without_a_document_nothing_is_restricted() =>
        Assert.That((await copy.RunAsync("clean")).Output, Does.Contain("Use --yes to apply"));

    [Test]
    public async Task Pins_that_match_nothing_are_named()
    {
        var policy = copy.PolicyFileOf(
            $"mode: Enforce\n  {Collect}\n  protect: {{ images: [registry.example.com/nothing/here], "
                + "volumes: ['pg-*'], containers: [nobody], labels: [keep] }"
        );

        var (text, json) = (
            await copy.RunAsync("plan", "--policy", policy),
            await copy.RunAsync("plan", "--policy", policy, "-o", "json")
        );

        string[] pins =
        [
            "protect.images: registry.example.com/nothing/here",
            "protect.volumes: pg-*",
            "protect.containers: nobody",
            "protect.labels: keep",
        ];
        Assert.That(json.Json["unmatchedPins"]!.AsArray().Select(pin => (string)pin!), Is.EqualTo(pins));
        foreach (var pin in pins)
            Assert.That(text.Output, Does.Contain($"Warning: {pin} matches nothing on this node"));
    }

    private string Selecting() =>
        copy.PolicyFileOf($"mode: Enforce\n  nodeSelector: {{ matchLabels: {{ pool: build }} }}\n  {Collect}");
}
