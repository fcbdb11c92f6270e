using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Dashboard.Commands;

namespace NodeGc.Dashboard.Tests.Commands;

internal sealed class CleanupCommandsTests
{
    [Test]
    public void An_approval_is_offered_once_there_is_a_plan_and_only_until_it_is_given()
    {
        Assert.That(Titles(Cleanup(CleanupMode.Approve)), Has.None.StartsWith("Approve"));
        Assert.That(Titles(Cleanup(CleanupMode.Approve, digest: "sha256:1")), Has.One.StartsWith("Approve"));
        Assert.That(Titles(Cleanup(CleanupMode.Enforce, digest: "sha256:1")), Has.None.StartsWith("Approve"));
        var approved = Titles(Cleanup(CleanupMode.Approve, digest: "sha256:1", approved: "sha256:1"));
        Assert.That(approved, Has.None.StartsWith("Approve").And.One.EqualTo("Withdraw the approval"));
    }

    /// <summary>An approval in another mode is invalid.</summary>
    [Test]
    public void A_change_of_the_mode_takes_the_approval_with_it()
    {
        var cleanup = Cleanup(CleanupMode.Approve, digest: "sha256:1", approved: "sha256:1");
        var command = CleanupCommands.List(cleanup).Single(one => one.Title == "Set the mode to Report");
        Assert.That(
            command.Text,
            Is.EqualTo(
                "kubectl patch nodestoragecleanup c --type merge -p "
                    + """'{"spec":{"mode":"Report","approvedPlan":null}}'"""
            )
        );
    }

    [Test]
    public void A_suspended_cleanup_can_be_resumed_and_any_other_suspended()
    {
        var cleanup = Cleanup(CleanupMode.Report);
        Assert.That(Titles(cleanup), Has.One.EqualTo("Suspend").And.None.EqualTo("Resume"));
        Assert.That(
            Titles(cleanup with { Spec = cleanup.Spec with { Suspend = true } }),
            Has.One.EqualTo("Resume").And.None.EqualTo("Suspend")
        );
    }

    [Test]
    public void A_run_that_quarantined_something_can_be_undone_on_all_nodes()
    {
        const string Title = "Restore on all nodes what the last run removed";
        var cleanup = Cleanup(CleanupMode.Enforce);
        Assert.That(Titles(cleanup), Has.None.EqualTo(Title));
        var run = cleanup.Status!.LastRun! with
        {
            Quarantined = new Tally { Items = 1, Bytes = 4096 },
        };
        var command = CleanupCommands
            .List(cleanup with { Status = cleanup.Status with { LastRun = run } })
            .Single(one => one.Title == Title);
        Assert.That(
            command.Text,
            Is.EqualTo(
                "kubectl create -f - <<< "
                    + """'{"apiVersion":"nodegc.io/v1alpha1","kind":"NodeStorageRestore","metadata":"""
                    + """{"generateName":"undo-"},"spec":{"runID":"c-1"}}'"""
            )
        );
    }

    private static IEnumerable<string> Titles(NodeStorageCleanup cleanup) =>
        CleanupCommands.List(cleanup).Select(command => command.Title);

    private static NodeStorageCleanup Cleanup(CleanupMode mode, string? digest = null, string? approved = null) =>
        new()
        {
            Metadata = new ObjectMeta { Name = "c" },
            Spec = new NodeStorageCleanupSpec
            {
                Mode = mode,
                ApprovedPlan = approved,
                Collect = new CollectSpec { Layers = new LayersSpec() },
            },
            Status = new NodeStorageCleanupStatus
            {
                LastRun = new CleanupRun
                {
                    Id = "c-1",
                    Generation = 1,
                    Mode = mode,
                    StartTime = DateTimeOffset.UnixEpoch,
                    Nodes = new NodeCounts(),
                    PlanDigest = digest,
                },
            },
        };
}
