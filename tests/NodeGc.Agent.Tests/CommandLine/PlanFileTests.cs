using System.Text.Json.Nodes;
using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>A plan that is stored in a file, reviewed, and applied later.</summary>
[Category("Real")]
internal sealed class PlanFileTests
{
    private StoreCopy copy = null!;

    private string Plan => Path.Combine(copy.Folder, "plan.json");

    [SetUp]
    public async Task MakeStore() => copy = await StoreCopy.ConfirmedAsync();

    [TearDown]
    public void RemoveStore() => copy.Dispose();

    [Test]
    public async Task Removes_exactly_the_plan_and_can_restore_it()
    {
        var plan = await MakeAsync();
        var clean = await copy.RunAsync("clean", "--plan", Plan, "--yes", "-o", "json");
        var areGone = !copy.Orphans.Any(path => Directory.Exists(copy.PathOf(path)));
        var restore = await copy.RunAsync("restore", "--run", (string)clean.Json["run"]!);

        Assert.Multiple(() =>
        {
            Assert.That(plan.ExitCode, Is.EqualTo(ExitCode.Found), plan.ToString());
            Assert.That(
                plan.Output,
                Does.Contain($"nodegc-agent clean --plan {Plan} --yes --data-root ").And.Contains("To apply it before")
            );
            Assert.That(
                (clean.ExitCode, restore.ExitCode),
                Is.EqualTo((ExitCode.Done, ExitCode.Done)),
                clean.ToString()
            );
            Assert.That(areGone, Is.True, clean.ToString());
            Assert.That(copy.Orphans.Select(path => Directory.Exists(copy.PathOf(path))), Has.All.True);
        });
    }

    [Test]
    public async Task Without_yes_it_only_says_what_would_go()
    {
        await MakeAsync();
        var before = copy.Digest();

        var clean = await copy.RunAsync("clean", "--plan", Plan, "-o", "json");

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Found), clean.ToString());
        Assert.That(
            clean.Json["plan"]!["items"]!.AsArray().Select(item => (string)item!["path"]!),
            Is.EquivalentTo(copy.Orphans)
        );
        Assert.That(
            (string?)clean.Json["plan"]!["digest"],
            Is.EqualTo((string?)JsonNode.Parse(await File.ReadAllTextAsync(Plan))!["digest"])
        );
        Assert.That(copy.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_changed_since_stays_and_says_why()
    {
        await MakeAsync();
        Directory.CreateDirectory(copy.PathOf(Path.Combine(copy.Orphans[0], "diff", "new")));

        var clean = await copy.RunAsync("clean", "--plan", Plan, "--yes", "-o", "json");

        var outcome = clean.Json["outcomes"]!.AsArray().Single(item => (string)item!["path"]! == copy.Orphans[0])!;
        Assert.That((string)outcome["outcome"]!, Is.EqualTo("NowInUse"), clean.ToString());
        Assert.That((string)outcome["message"]!, Does.Contain("after the plan was made"));
        Assert.That(Directory.Exists(copy.PathOf(copy.Orphans[0])), Is.True);
    }

    [Test]
    public async Task What_became_garbage_later_is_not_touched()
    {
        var (kept, later) = (copy.Orphans[0], copy.Orphans[1]);
        Directory.Move(copy.PathOf(later), copy.PathOf("away"));
        await MakeAsync();
        Directory.Move(copy.PathOf("away"), copy.PathOf(later));

        var clean = await copy.RunAsync("clean", "--plan", Plan, "--yes", "-o", "json");

        Assert.That(
            clean.Json["outcomes"]!.AsArray().Select(item => (string)item!["path"]!),
            Is.EqualTo([kept]),
            clean.ToString()
        );
        Assert.That(Directory.Exists(copy.PathOf(later)), Is.True);
    }

    [Test]
    public async Task A_plan_that_was_changed_by_hand_is_refused()
    {
        await MakeAsync();
        var before = copy.Digest();
        await File.WriteAllTextAsync(
            Plan,
            (await File.ReadAllTextAsync(Plan)).Replace("\"24h\"", "\"0s\"", StringComparison.Ordinal)
        );

        var clean = await copy.RunAsync("clean", "--plan", Plan, "--yes");

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Failed), clean.ToString());
        Assert.That(clean.Errors, Does.Contain("does not match its content"));
        Assert.That(copy.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_plan_whose_time_is_over_is_refused()
    {
        await MakeAsync("--plan-lifetime", "1s");
        NodeGc.Testing.Docker.Deadline.Await("the plan to expire", () =>
            DateTime.UtcNow > File.GetLastWriteTimeUtc(Plan).AddSeconds(1.1)
        );

        var clean = await copy.RunAsync("clean", "--plan", Plan, "--yes");

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Failed), clean.ToString());
        Assert.That(clean.Errors, Does.Contain("expired at").And.Contains("Create a new plan"));
    }

    [Test]
    public async Task A_plan_for_another_store_is_refused()
    {
        await MakeAsync();
        using var other = await StoreCopy.ConfirmedAsync();
        var before = other.Digest();

        var clean = await other.RunAsync("clean", "--plan", Plan, "--yes");

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Failed), clean.ToString());
        Assert.That(clean.Errors, Does.Contain(copy.DataRoot).And.Contains(other.DataRoot));
        Assert.That(other.Digest(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_plan_and_a_policy_are_not_taken_together()
    {
        await MakeAsync();

        var clean = await copy.RunAsync("clean", "--plan", Plan, "--policy", copy.PolicyFile(), "--yes");

        Assert.That(clean.ExitCode, Is.EqualTo(ExitCode.Usage), clean.ToString());
        Assert.That(copy.Orphans.Select(path => Directory.Exists(copy.PathOf(path))), Has.All.True);
    }

    [TestCase("scan", "x.json")]
    [TestCase("plan", "plan.txt")]
    [TestCase("plan", ".json")]
    [TestCase("plan", "folder/")]
    public async Task What_is_no_file_for_a_plan_is_a_mistake(string command, string output) =>
        Assert.That((await copy.RunAsync(command, "-o", output)).ExitCode, Is.EqualTo(ExitCode.Usage));

    private Task<CommandLineResult> MakeAsync(params string[] more) =>
        copy.RunAsync(["plan", "-o", Plan, "--policy", copy.PolicyFile(), .. more]);
}
