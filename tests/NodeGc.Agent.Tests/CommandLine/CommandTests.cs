using System.Text.Json.Nodes;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>The commands as the README describes them, on a store that a real engine made.</summary>
[Category("Real")]
internal sealed class CommandTests
{
    [Test]
    public async Task A_scan_finds_the_garbage_and_says_so_to_people_and_machines()
    {
        using var copy = await StoreCopy.ConfirmedAsync();

        var (text, json) = (await copy.RunAsync("scan"), await copy.RunAsync("scan", "--output", "json"));

        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((ExitCode.Found, ExitCode.Found)), text.ToString());
        var found = PathsOf(json.Json["garbage"]!);
        Assert.That(found, Is.EquivalentTo(copy.Orphans.Append($"volumes/{EngineStore.UnknownVolume}")));
        foreach (var path in found)
            Assert.That(text.Output, Does.Contain(ShortIds.In(path)));
    }

    [Test]
    public async Task A_scan_shows_disk_usage_and_how_much_of_it_docker_accounts_for()
    {
        using var copy = await StoreCopy.ConfirmedAsync();

        var (text, json) = (await copy.RunAsync("scan"), await copy.RunAsync("scan", "--output", "json"));

        var usage = json.Json["diskUsage"]!;
        var parts = usage["parts"]!.AsArray().ToDictionary(part => (string)part!["part"]!, part => part!["onDisk"]!);
        Assert.Multiple(() =>
        {
            Assert.That(parts.Values.Sum(part => (long)part["bytes"]!), Is.EqualTo((long)usage["onDisk"]!["bytes"]!));
            Assert.That(
                (long)usage["onDisk"]!["bytes"]! - (long)usage["accountedFor"]!["bytes"]!,
                Is.EqualTo((long)usage["unaccounted"]!["bytes"]!)
            );
            Assert.That(
                parts.Keys,
                Is.SupersetOf([
                    "imageLayers",
                    "containerLayers",
                    "buildCache",
                    "orphanedLayers",
                    "volumesAnonymous",
                    "volumesOrphaned",
                    "metadata",
                ])
            );
            Assert.That(parts.Keys, Does.Not.Contain("unexplained"));
            Assert.That((long)usage["onDisk"]!["inodes"]!, Is.GreaterThan((long)usage["accountedFor"]!["inodes"]!));
            Assert.That(usage["notes"]!.AsArray(), Is.Empty);
            Assert.That(text.Output, Does.Contain("Unaccounted (").And.Contains("orphanedLayers"));
        });
    }

    [TestCase("scan")]
    [TestCase("plan")]
    [TestCase("clean")]
    [TestCase("tree")]
    [TestCase("tree", "--layers")]
    [TestCase("images", "--directories")]
    public async Task Shows_ids_short_and_in_full_where_that_is_asked_for(params string[] command)
    {
        using var copy = await StoreCopy.ConfirmedAsync();
        var policy = command[0] is "plan" or "clean" ? new[] { "--policy", copy.PolicyFile() } : [];

        var (narrow, wide) = (
            await copy.RunAsync([.. command, .. policy]),
            await copy.RunAsync([.. command, .. policy, "--no-trunc"])
        );

        var paths = wide
            .Output.Split(' ', '\n')
            .Where(word => word.StartsWith("overlay2/", StringComparison.Ordinal) && word.Length > 70)
            .ToList();
        Assert.That(paths, Is.Not.Empty, wide.ToString());
        foreach (var path in paths)
            Assert.That(narrow.Output, Does.Not.Contain(path).And.Contains(ShortIds.In(path)));
        Assert.That(narrow.Output.Split('\n').Where(line => line.EndsWith(' ')), Is.Empty);
    }

    [Test]
    public async Task A_scan_shows_what_each_class_holds_also_while_no_engine_runs()
    {
        using var copy = await StoreCopy.ConfirmedAsync();

        var (text, json) = (await copy.RunAsync("scan"), await copy.RunAsync("scan", "--output", "json"));

        var classes = json.Json["classes"]!.AsArray().ToDictionary(line => (string)line!["class"]!, line => line!);
        Assert.Multiple(() =>
        {
            Assert.That(Items(classes["containers"]), Is.EqualTo((2, 0, 2)));
            Assert.That(Items(classes["images"]), Is.EqualTo((3, 2, 1)), "base:1 has no container of its own");
            Assert.That((int)classes["images"]["dangling"]!, Is.Zero);
            Assert.That((long)classes["images"]["total"]!["bytes"]!, Is.GreaterThan(0));
            Assert.That(Items(classes["volumes"]), Is.EqualTo((2, 1, 1)));
            Assert.That((int)classes["layers"]["unused"]!["items"]!, Is.EqualTo(copy.Orphans.Count));
            Assert.That((long)classes["layers"]["reclaimableBytes"]!, Is.GreaterThan(0));
            Assert.That(text.Output, Does.Match("(?m)^images +3 "));
        });
    }

    [Test]
    public async Task A_plan_holds_what_it_does_not_remove_and_says_why()
    {
        using var copy = await StoreCopy.ConfirmedAsync();

        var (text, json) = (
            await copy.RunAsync("plan", "--policy", copy.PolicyFile()),
            await copy.RunAsync("plan", "-o", "json", "--policy", copy.PolicyFile())
        );

        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((ExitCode.Found, ExitCode.Found)), text.ToString());
        Assert.That(PathsOf(json.Json["items"]!), Is.EquivalentTo(copy.Orphans));
        Assert.That((string?)json.Json["held"]![0]!["rule"], Is.EqualTo("EngineIsNotRunning"));
        Assert.That(
            text.Output,
            Does.Contain((string)json.Json["digest"]!)
                .And.Contains("volumes are removed only while the engine is running")
        );
    }

    [Test]
    public async Task A_plan_without_a_policy_keeps_what_is_too_young()
    {
        using var copy = await StoreCopy.ConfirmedAsync();

        var plan = await copy.RunAsync("plan", "-o", "json");

        Assert.That(plan.ExitCode, Is.EqualTo(ExitCode.Found), plan.ToString());
        Assert.That(plan.Json["held"]!.AsArray().Select(held => (string?)held!["rule"]), Has.Some.EqualTo("TooYoung"));
    }

    [Test]
    public async Task A_clean_up_is_a_dry_run_without_yes()
    {
        using var copy = await StoreCopy.ConfirmedAsync();
        var before = copy.Digest();

        var (text, json) = (
            await copy.RunAsync("clean", "--policy", copy.PolicyFile()),
            await copy.RunAsync("clean", "-o", "json", "--policy", copy.PolicyFile())
        );

        Assert.Multiple(() =>
        {
            Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((ExitCode.Found, ExitCode.Found)), text.ToString());
            Assert.That(text.Output, Does.Contain("Dry run: nothing was removed"));
            Assert.That(json.Json["run"], Is.Null);
            Assert.That(copy.Digest(), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task What_was_removed_is_gone_from_the_next_scan_and_can_be_put_back()
    {
        using var copy = await StoreCopy.ConfirmedAsync();

        var clean = await copy.RunAsync("clean", "--yes", "-o", "json", "--policy", copy.PolicyFile());
        var scan = await copy.RunAsync("scan", "-o", "json");
        var restore = await copy.RunAsync("restore", "-o", "json", "--run", (string)clean.Json["run"]!);

        Assert.Multiple(() =>
        {
            Assert.That(
                (clean.ExitCode, restore.ExitCode),
                Is.EqualTo((ExitCode.Done, ExitCode.Done)),
                $"{clean}\n{restore}"
            );
            Assert.That(PathsOf(clean.Json["outcomes"]!), Is.EquivalentTo(copy.Orphans));
            Assert.That(PathsOf(scan.Json["garbage"]!), Has.None.AnyOf([.. copy.Orphans]));
            Assert.That(PathsOf(restore.Json["items"]!), Is.EquivalentTo(copy.Orphans));
            Assert.That(copy.Orphans.Select(path => Directory.Exists(copy.PathOf(path))), Has.All.True);
        });
    }

    [Test]
    public async Task Restoring_an_unknown_run_lists_what_there_is()
    {
        using var copy = await StoreCopy.ConfirmedAsync();
        var clean = await copy.RunAsync("clean", "--yes", "-o", "json", "--policy", copy.PolicyFile());

        var restore = await copy.RunAsync("restore", "--run", "20200101-000000-0000");

        Assert.Multiple(() =>
        {
            Assert.That(restore.ExitCode, Is.EqualTo(ExitCode.Failed), restore.ToString());
            Assert.That(restore.Errors, Does.Contain((string)clean.Json["run"]!).And.Contains(copy.Orphans[0]));
        });
    }

    private static IEnumerable<string> PathsOf(JsonNode items) =>
        items.AsArray().Select(item => (string)item!["path"]!);

    private static (int Total, int InUse, int Unused) Items(JsonNode line) =>
        ((int)line["total"]!["items"]!, (int)line["inUse"]!["items"]!, (int)line["unused"]!["items"]!);
}
