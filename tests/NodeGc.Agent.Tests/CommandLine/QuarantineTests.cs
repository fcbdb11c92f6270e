using System.Text.Json.Nodes;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Tests.BadInput;
using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>What a clean-up has moved aside: seen, and deleted before its time.</summary>
[Category("Real")]
internal sealed class QuarantineTests
{
    private StoreCopy copy = null!;
    private string run = null!;

    [SetUp]
    public async Task CleanAsync()
    {
        copy = await StoreCopy.ConfirmedAsync();
        run = (string)(await copy.RunAsync("clean", "--yes", "-o", "json", "--policy", copy.PolicyFile())).Json["run"]!;
    }

    [TearDown]
    public void RemoveStore() => copy.Dispose();

    [Test]
    public async Task Lists_what_can_be_put_back_and_until_when()
    {
        var (text, json) = (
            await copy.RunAsync("quarantine", "list"),
            await copy.RunAsync("quarantine", "list", "-o", "json")
        );

        Assert.Multiple(() =>
        {
            Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((ExitCode.Found, ExitCode.Found)), text.ToString());
            Assert.That(PathsOf(json.Json["items"]!), Is.EquivalentTo(copy.Orphans));
            Assert.That((int)json.Json["total"]!["items"]!, Is.EqualTo(copy.Orphans.Count));
            Assert.That(
                json.Json["items"]!
                    .AsArray()
                    .Select(item => (DateTimeOffset)item!["expiresAt"]! - (DateTimeOffset)item["movedAt"]!),
                Is.All.EqualTo(TimeSpan.FromHours(24))
            );
            Assert.That(text.Output, Does.Contain(run).And.Contain(ShortIds.In(copy.Orphans[0])));
        });
    }

    [Test]
    public async Task Deletes_nothing_without_yes()
    {
        var evict = await copy.RunAsync("quarantine", "evict", "--all");

        Assert.That(evict.ExitCode, Is.EqualTo(ExitCode.Found), evict.ToString());
        Assert.That(
            evict.Output,
            Does.Contain("Dry run: nothing was deleted").And.Contain(ShortIds.In(copy.Orphans[0]))
        );
        Assert.That((await copy.RunAsync("restore", "--run", run)).ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task Deletes_one_item_for_good_and_leaves_the_others()
    {
        var evict = await copy.RunAsync(
            "quarantine",
            "evict",
            "--run",
            run,
            "--item",
            copy.Orphans[0],
            "--yes",
            "-o",
            "json"
        );
        var restore = await copy.RunAsync("restore", "--run", run, "-o", "json");

        Assert.Multiple(() =>
        {
            Assert.That(evict.ExitCode, Is.EqualTo(ExitCode.Done), evict.ToString());
            Assert.That(PathsOf(evict.Json["outcomes"]!), Is.EqualTo([copy.Orphans[0]]));
            Assert.That(PathsOf(restore.Json["items"]!), Is.EquivalentTo(copy.Orphans.Skip(1)));
            Assert.That(
                copy.Orphans.Select(path => Directory.Exists(copy.PathOf(path))),
                Is.EqualTo(copy.Orphans.Select((_, at) => at > 0))
            );
        });
    }

    [Test]
    public async Task Puts_back_and_deletes_what_is_named_as_the_table_shows_it()
    {
        var (one, other) = (ShortIds.In(copy.Orphans[0]), ShortIds.In(copy.Orphans[1]));

        var (restore, evict) = (
            await copy.RunAsync("restore", "--run", run, "--item", one, "-o", "json"),
            await copy.RunAsync("quarantine", "evict", "--run", run, "--item", other, "--yes", "-o", "json")
        );

        Assert.That(PathsOf(restore.Json["items"]!), Is.EqualTo([copy.Orphans[0]]), restore.ToString());
        Assert.That(PathsOf(evict.Json["outcomes"]!), Is.EqualTo([copy.Orphans[1]]), evict.ToString());
    }

    [Test]
    public async Task Puts_back_once_the_folder_is_on_the_same_mount_again()
    {
        CommandLineResult refused;
        using (Mounts.Same(copy.PathOf("overlay2")))
            refused = await copy.RunAsync("restore", "--run", run, "-o", "json");
        var restored = await copy.RunAsync("restore", "--run", run);

        Assert.That(
            refused.Json["items"]!.AsArray().Select(item => (string?)item!["message"]),
            Is.All.EqualTo(
                "overlay2 is on a different mount than the quarantine; mount it as before, then retry the restore"
            )
        );
        Assert.That(restored.ExitCode, Is.EqualTo(ExitCode.Done), restored.ToString());
        Assert.That(copy.Orphans.Select(copy.PathOf), Is.All.Matches<string>(Directory.Exists));
    }

    [Test]
    public async Task Deletes_no_more_than_it_takes_to_have_so_much_free()
    {
        var (enough, never) = (
            await copy.RunAsync("quarantine", "evict", "--until-free", "1", "--yes"),
            await copy.RunAsync("quarantine", "evict", "--until-free", "7Ei", "--yes")
        );

        Assert.Multiple(() =>
        {
            Assert.That(enough.ExitCode, Is.EqualTo(ExitCode.Nothing), enough.ToString());
            Assert.That(enough.Output, Does.Contain("Nothing to delete"));
            Assert.That(never.ExitCode, Is.EqualTo(ExitCode.Done), never.ToString());
        });
        Assert.That((await copy.RunAsync("quarantine", "list")).Output, Does.Contain("is empty"));
    }

    [TestCase("Specify what to delete")]
    [TestCase("--item requires --run", "--item", "x")]
    [TestCase("--all cannot be combined with", "--all", "--run", "x")]
    [TestCase("'much' is not a quantity", "--until-free", "much")]
    public async Task Refuses_a_choice_that_is_not_clear(string why, params string[] options)
    {
        var evict = await copy.RunAsync(["quarantine", "evict", "--yes", .. options]);

        Assert.That(evict.ExitCode, Is.EqualTo(ExitCode.Usage), evict.ToString());
        Assert.That(evict.Errors, Does.Contain(why));
        Assert.That((await copy.RunAsync("quarantine", "list")).ExitCode, Is.EqualTo(ExitCode.Found));
    }

    [Test]
    public async Task Says_what_there_is_when_a_run_is_unknown()
    {
        var evict = await copy.RunAsync("quarantine", "evict", "--run", "20200101-000000-0000", "--yes");

        Assert.That(evict.ExitCode, Is.EqualTo(ExitCode.Failed), evict.ToString());
        Assert.That(evict.Errors, Does.Contain(run));
    }

    private static IEnumerable<string> PathsOf(JsonNode items) =>
        items.AsArray().Select(item => (string)item!["path"]!);
}
