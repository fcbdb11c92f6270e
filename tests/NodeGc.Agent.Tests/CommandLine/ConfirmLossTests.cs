using System.Collections.Immutable;
using NodeGc.Agent.Daemon;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Tests.Stores;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary>The operator of the node says that a piece of metadata is lost for good.</summary>
[Category("Real")]
internal sealed class ConfirmLossTests
{
    private StoreCopy copy = null!;
    private string piece = null!;

    [SetUp]
    public async Task DamageAsync()
    {
        copy = await StoreCopy.ConfirmedAsync();
        piece = Path.GetRelativePath(copy.DataRoot, copy.First("image/overlay2/layerdb/sha256", "cache-id"));
        File.WriteAllBytes(copy.PathOf(piece), []);
    }

    [TearDown]
    public void RemoveStore() => copy.Dispose();

    [Test]
    public async Task Says_what_it_would_confirm_and_writes_nothing_without_yes()
    {
        var rehearsed = await copy.RunAsync("confirm-loss", piece);
        var listed = await copy.RunAsync("confirm-loss", "--list", "-o", "json");

        Assert.Multiple(() =>
        {
            Assert.That(rehearsed.ExitCode, Is.EqualTo(ExitCode.Unsure), rehearsed.ToString());
            Assert.That(rehearsed.Output, Does.Contain($"Would be confirmed: {piece}").And.Contain("Dry run"));
            Assert.That(
                listed.Json["losses"]!.AsArray().Select(loss => ((string?)loss!["path"], (string?)loss["state"])),
                Is.EqualTo(new[] { (piece, "Unconfirmed") })
            );
        });
    }

    [Test]
    public async Task A_confirmed_loss_keeps_nothing_and_is_reported_and_can_be_taken_back()
    {
        var before = await PlanAsync();
        var confirmed = await copy.RunAsync("confirm-loss", copy.PathOf(piece), "--yes");
        var plan = await PlanAsync();
        var revoked = await copy.RunAsync("confirm-loss", piece, "--revoke");
        var after = await PlanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(confirmed.ExitCode, Is.EqualTo(ExitCode.Nothing), confirmed.ToString());
            Assert.That(plan.Json["doubts"]!.AsArray(), Is.Empty);
            Assert.That(
                plan.Json["leftovers"]!.AsArray().Select(one => ((string?)one!["kind"], (string?)one["path"])),
                Does.Contain(("ConfirmedLoss", piece))
            );
            Assert.That(
                plan.Json["items"]!.AsArray().Select(item => (string?)item!["path"]),
                Is.SupersetOf(copy.Orphans)
            );
            Assert.That(revoked.ExitCode, Is.EqualTo(ExitCode.Done), revoked.ToString());
            Assert.That(after.Json["doubts"]!.ToJsonString(), Is.EqualTo(before.Json["doubts"]!.ToJsonString()));
        });
    }

    [Test]
    public async Task A_piece_that_changes_afterwards_is_in_doubt_again()
    {
        await copy.RunAsync("confirm-loss", piece, "--yes");
        File.WriteAllText(copy.PathOf(piece), "something else");

        var listed = await copy.RunAsync("confirm-loss", "-o", "json");

        Assert.That(
            (await PlanAsync()).Json["doubts"]!.AsArray().Select(doubt => (string?)doubt!["subject"]),
            Is.EqualTo(new[] { piece })
        );
        Assert.That(
            listed.Json["losses"]!.AsArray().Select(loss => (string?)loss!["state"]),
            Is.EqualTo(new[] { "Changed", "Unconfirmed" })
        );
    }

    /// <summary>What was confirmed is over once the piece was seen whole, also when it is lost again.</summary>
    [Test]
    public async Task A_piece_that_was_whole_in_between_is_in_doubt_again()
    {
        MoveAway("buildkit");
        await copy.RunAsync("confirm-loss", "buildkit", "--yes");
        PutBack("buildkit");
        var whole = await copy.RunAsync("confirm-loss", "--list", "-o", "json");
        await PlanAsync();
        MoveAway("buildkit");

        var plan = await PlanAsync();

        Assert.That(StatesIn(whole), Has.Member(("buildkit", "Changed")));
        Assert.That(SubjectsIn(plan), Does.Contain("buildkit"), plan.ToString());
    }

    /// <summary>A disk that was mounted and unmounted leaves no trace: what came meanwhile may be its own.</summary>
    [TestCase("buildkit", false)]
    [TestCase("containers", true)]
    public async Task What_came_after_the_confirmation_is_kept(string folder, bool isEmptied)
    {
        MoveAway(folder);
        if (isEmptied)
            Directory.CreateDirectory(copy.PathOf(folder));
        await copy.RunAsync("confirm-loss", folder, "--yes");
        var before = await PlanAsync();
        var late = copy.PathOf($"overlay2/{new string('k', 24)}1");
        Directory.CreateDirectory(Path.Combine(late, "diff"));
        File.WriteAllText(Path.Combine(late, "link"), new string('K', 26));
        Directory.CreateDirectory(copy.PathOf($"volumes/{EngineStore.UnknownVolume[..32]}/_data"));

        var after = await PlanAsync();

        Assert.That(SubjectsIn(before), Does.Not.Contain(folder), before.ToString());
        Assert.That(SubjectsIn(after), Does.Contain(folder), after.ToString());
    }

    [TestCase("image/overlay2/repositories.json", "is readable or not metadata")]
    [TestCase("../etc", "is not inside the data root")]
    [TestCase("", "The path is empty")]
    [TestCase("no/such/thing", "is readable or not metadata")]
    [TestCase("/etc", "is not inside the data root")]
    public async Task Refuses_what_is_not_lost(string path, string why)
    {
        var refused = await copy.RunAsync("confirm-loss", path, "--yes");

        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.Usage), refused.ToString());
        Assert.That(refused.Errors, Does.Contain(why));
    }

    /// <summary>A folder may hold pieces that own all volumes and most layers.</summary>
    [TestCase(".", "the data root")]
    [TestCase("buildkit", "buildkit")]
    public async Task A_folder_does_not_stand_for_the_pieces_below_it(string folder, string called)
    {
        File.WriteAllBytes(copy.PathOf("buildkit/snapshots.db"), []);

        var refused = await copy.RunAsync("confirm-loss", folder, "--yes");
        var listed = await copy.RunAsync("confirm-loss", "--list", "-o", "json");

        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.Usage), refused.ToString());
        Assert.That(refused.Errors, Does.Contain($"Lost in {called}: ").And.Contain("buildkit/snapshots.db"));
        Assert.That(StatesIn(listed).Select(loss => loss.Item2), Is.All.EqualTo("Unconfirmed"));
    }

    [Test]
    public async Task The_annotation_confirms_what_it_names_as_long_as_it_names_it()
    {
        var state = StateDirectory.Open(copy.StateDirectory);
        state.WriteWantedLosses(LossAnnotationRecorder.Parse($" {piece} , no/such/thing"));
        var (with, list) = (await PlanAsync(), await copy.RunAsync("confirm-loss", piece, "--revoke"));
        state.WriteWantedLosses(LossAnnotationRecorder.Parse(null));
        var without = await PlanAsync();

        Assert.Multiple(() =>
        {
            Assert.That(with.Json["doubts"]!.AsArray(), Is.Empty, with.ToString());
            Assert.That(with.Output, Does.Contain("by the annotation of the NodeStorage"));
            Assert.That(list.Errors, Does.Contain("Remove it from that annotation"));
            Assert.That(without.Json["doubts"]!.AsArray(), Is.Not.Empty);
        });
    }

    [Test]
    public async Task The_annotation_confirms_what_was_confirmed_on_the_command_line_and_has_changed_since()
    {
        await copy.RunAsync("confirm-loss", piece, "--yes");
        File.WriteAllText(copy.PathOf(piece), "something else");
        var changed = await PlanAsync();
        StateDirectory.Open(copy.StateDirectory).WriteWantedLosses(LossAnnotationRecorder.Parse(piece));

        Assert.That(SubjectsIn(changed), Is.EqualTo(new[] { piece }));
        Assert.That(SubjectsIn(await PlanAsync()), Is.Empty);
    }

    [Test]
    public void The_condition_of_damaged_metadata_names_what_was_confirmed()
    {
        var scan = TestScans.Create();
        scan = scan with
        {
            Liveness = new Liveness(
                scan.Inventory with
                {
                    Leftovers = [new Leftover(LeftoverKind.ConfirmedLoss, "buildkit", "confirmed as lost")],
                }
            ),
        };

        var condition = ConfirmedLossReports.In(
            new Kubernetes.Objects.Condition
            {
                Type = "MetadataDamaged",
                Status = "False",
                Reason = "NotFound",
                Message = "",
            },
            DoubtKind.MetadataDamaged,
            [scan]
        );

        Assert.That(condition.Message, Is.EqualTo("confirmed as lost: buildkit"));
    }

    private void MoveAway(string folder) => Directory.Move(copy.PathOf(folder), copy.DataRoot + ".away");

    private void PutBack(string folder) => Directory.Move(copy.DataRoot + ".away", copy.PathOf(folder));

    private static IEnumerable<(string?, string?)> StatesIn(CommandLineResult listed) =>
        listed.Json["losses"]!.AsArray().Select(loss => ((string?)loss!["path"], (string?)loss["state"]));

    private static IEnumerable<string?> SubjectsIn(CommandLineResult plan) =>
        plan.Json["doubts"]!.AsArray().Select(doubt => (string?)doubt!["subject"]);

    private Task<CommandLineResult> PlanAsync() => copy.RunAsync("plan", "-o", "json", "--policy", copy.PolicyFile());
}
