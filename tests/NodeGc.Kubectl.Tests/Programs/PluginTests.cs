using System.Text.Json.Nodes;

namespace NodeGc.Kubectl.Tests.Programs;

/// <summary>The built program against an API server.</summary>
[Category("Slow")]
internal sealed class PluginTests
{
    private PluginScene scene = null!;

    [SetUp]
    public async Task Begin() => scene = await PluginScene.BeginAsync();

    [TearDown]
    public async Task End() => await scene.DisposeAsync();

    [Test]
    public async Task Shows_the_cleanups_in_every_format()
    {
        var table = await scene.RunAsync("status");
        var wide = await scene.RunAsync("status", "-o", "wide", "--no-headers");
        var json = await scene.RunAsync("status", "-o", "json");
        var yaml = await scene.RunAsync("status", "tidy", "-o", "yaml");
        var name = await scene.RunAsync("status", "-o", "name");

        Assert.That(
            table.Output,
            Does.Match(@"^NAME +MODE +STATUS .*\ntidy +Approve +AwaitingApproval +1/3 .*\n$"),
            table.Errors
        );
        Assert.That(wide.Output, Does.StartWith("tidy ").And.Contain("run-7").And.Contain("2 nodes wait for approval"));
        Assert.That((string?)JsonNode.Parse(json.Output)!["items"]![0]!["spec"]!["mode"], Is.EqualTo("Approve"));
        Assert.That(yaml.Output, Does.StartWith("apiVersion: nodegc.io/v1alpha1\nkind: NodeStorageCleanup\n"));
        Assert.That(yaml.Output, Does.Contain("startTime: \"2026-03-01T11:30:00Z\"\n"));
        Assert.That(name.Output, Is.EqualTo("nodestoragecleanup.nodegc.io/tidy\n"));
    }

    [Test]
    public async Task Shows_one_cleanup_in_detail()
    {
        var shown = await scene.RunAsync("status", "tidy");

        Assert.That(shown.Output, Does.Contain("\n\nCONDITION ").And.Contain("\n\nCLASS ").And.Contain("\n\nNODE "));
    }

    [Test]
    public async Task Shows_nodes_plans_and_the_quarantine()
    {
        var nodes = await scene.RunAsync("nodes");
        var plan = await scene.RunAsync("plan", "tidy", "n2");
        var quarantine = await scene.RunAsync("quarantine", "--no-headers");

        Assert.That(nodes.Output.Split('\n'), Has.Length.EqualTo(4), nodes.Errors);
        Assert.That(nodes.Output, Does.Match(@"\nn2 +False +81% +19Gi +3Gi +1Gi .* MetadataDamaged\n$"));
        Assert.That(plan.Output, Does.Contain("overlay2/4df0").And.Not.Contain("n1"));
        Assert.That(plan.Errors, Does.Contain("only the largest 2 of 3 items"));
        Assert.That(quarantine.Output, Does.Match(@"^n1 +/var/lib/docker +4 +1Gi +now\nn2 "));
    }

    [Test]
    public async Task What_is_not_there_is_an_error()
    {
        foreach (
            var arguments in (string[][])
                [
                    ["status", "x"],
                    ["plan", "x"],
                    ["approve", "x"],
                ]
        )
            Assert.That(
                (await scene.RunAsync(arguments)).ToString(),
                Does.Contain(": 1\nerror: nodestoragecleanups.nodegc.io \"x\" not found")
            );
        Assert.That(
            (await scene.RunAsync("plan", "tidy", "x")).Errors,
            Is.EqualTo("error: nodestorages.nodegc.io \"x\" not found\n")
        );
    }

    [Test]
    public async Task Approves_what_it_shows_and_only_after_a_yes()
    {
        var refused = await scene.RunAsync("n\n", ["approve", "tidy"]);
        Assert.That((refused.ExitCode, await scene.FindApprovedAsync()), Is.EqualTo((1, (string?)null)));
        Assert.That(
            refused.Errors,
            Does.Match(@"n1 +Planned +2 +2Gi +layers").And.Contain("Remove 3 items (3Gi) on 2 nodes?")
        );
        Assert.That((await scene.RunAsync("approve", "tidy")).Errors, Does.Contain("use --yes to approve"));
        Assert.That(await scene.FindApprovedAsync(), Is.Null);

        var approved = await scene.RunAsync("y\n", ["approve", "tidy"]);

        Assert.That(approved.Output, Is.EqualTo("nodestoragecleanup.nodegc.io/tidy approved\n"), approved.Errors);
        Assert.That(await scene.FindApprovedAsync(), Is.EqualTo(SampleObjects.Digest));
        var again = await scene.RunAsync("approve", "tidy", "--yes");
        Assert.That(again.Output, Is.EqualTo("nodestoragecleanup.nodegc.io/tidy is approved already\n"));
    }

    [Test]
    public async Task Does_not_approve_a_plan_that_expired_or_is_not_there()
    {
        await scene.SetRunAsync(new() { ["planExpirationTime"] = "2026-03-01T12:00:00Z" });
        Assert.That((await scene.RunAsync("approve", "tidy", "--yes")).Errors, Does.Contain("expired"));
        await scene.SetRunAsync(new() { ["planDigest"] = null });
        Assert.That((await scene.RunAsync("approve", "tidy", "--yes")).Errors, Does.Contain("has no plan"));

        Assert.That(await scene.FindApprovedAsync(), Is.Null);
    }

    [Test]
    public async Task Completes_commands_options_and_names()
    {
        Assert.That(await CompleteAsync("st"), Is.EqualTo("status\n:4\n"));
        Assert.That(await CompleteAsync("status", ""), Is.EqualTo("tidy\n:4\n"));
        Assert.That(await CompleteAsync("plan", "tidy", "n"), Is.EqualTo("n1\nn2\n:4\n"));
        Assert.That(await CompleteAsync("nodes", "-o", ""), Does.Contain("json\n").And.Contain("yaml\n"));
        Assert.That(await CompleteAsync("restore", "n1", "--r"), Is.EqualTo("--run\n:4\n"));
    }

    [Test]
    public async Task A_mistyped_command_line_is_answered_with_what_was_meant()
    {
        Assert.That(
            (await scene.RunAsync("statsu")).Errors,
            Does.Contain("unknown command 'statsu'. Did you mean status?")
        );
        Assert.That((await scene.RunAsync("nodes", "-o", "xml")).Errors, Does.Contain("output format \"xml\""));
        Assert.That((await scene.RunAsync("nodes", "--all")).Errors, Does.Contain("unknown flag: --all"));
        var unknown = await scene.RunAsync("nodes", "--context", "other");
        Assert.That(unknown.Errors, Does.Contain("there is no 'other' in contexts"));
    }

    private async Task<string> CompleteAsync(params string[] words) =>
        (await scene.RunAsync(["__complete", .. words])).Output;
}
