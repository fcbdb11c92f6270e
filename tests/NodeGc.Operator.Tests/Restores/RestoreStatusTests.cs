using System.Collections.Immutable;
using System.Text.Json;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Api.Schemas;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Restores;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Restores;

public sealed class RestoreStatusTests
{
    private static readonly NodeStorageRestore Undo = new()
    {
        Metadata = new ObjectMeta
        {
            Name = "undo",
            Uid = "u-1",
            Generation = 1,
        },
        Spec = new NodeStorageRestoreSpec { RunId = "tidy-1-abc" },
    };

    [Test]
    public void A_new_restore_starts_and_every_selected_node_is_asked()
    {
        ClusterNode[] nodes = [Given.Node("n1").Alive(), Given.Node("n2").Alive(), Given.Node("w").Running("windows")];

        var status = Fold(Undo, nodes);

        Assert.That(status.StartTime, Is.EqualTo(Given.Now));
        Assert.That(status.ExpirationTime, Is.EqualTo(Given.Now.AddHours(1)));
        Assert.That(Words(status), Is.EqualTo(["Ready=False", "Reconciling=True", "Stalled=False"]));
        Assert.That(status.NodeCounts, Is.EqualTo(new NodeCounts { Selected = 2, Pending = 2 }));
        Assert.That(Orders(Undo with { Status = status }, nodes[0]), Has.Length.EqualTo(1));
        Assert.That(Orders(Undo with { Status = status }, nodes[2]), Is.Empty);
        Assert.That(Orders(Undo, nodes[0]), Is.Empty, "before the start is stored, nobody is asked");
    }

    [Test]
    public void One_that_every_node_has_answered_is_done_and_stays_as_it_is()
    {
        ClusterNode[] nodes =
        [
            Answering("n1", RestorePhase.Succeeded, items: 3),
            Answering("n2", RestorePhase.Succeeded, items: 1),
            Answering("n3", RestorePhase.Skipped),
        ];

        var status = Fold(Started(), nodes);

        Assert.That(Words(status), Is.EqualTo(["Ready=True", "Reconciling=False", "Stalled=False"]));
        Assert.That(Message(status), Is.EqualTo("4 items (4Ki) restored on 2 nodes, 1 had none"));
        Assert.That(status.CompletionTime, Is.EqualTo(Given.Now));
        Assert.That(status.Restored, Is.EqualTo(new Tally { Items = 4, Bytes = 4096 }));
        var ended = Undo with { Status = status };
        Assert.That(Orders(ended, nodes[0]), Is.Empty, "what the nodes were asked is taken back");
        Assert.That(Fold(ended, Given.Node("n9").Alive()), Is.SameAs(status));
    }

    [Test]
    public void A_failed_node_comes_first_and_the_message_names_it()
    {
        var status = Fold(
            Started(),
            Answering("n1", RestorePhase.Succeeded, items: 3),
            Answering("n2", RestorePhase.Failed, items: 1, message: "overlay2/a exists again")
        );

        Assert.That(Words(status), Is.EqualTo(["Ready=False", "Reconciling=False", "Stalled=True"]));
        Assert.That(Message(status), Does.StartWith("1 of 2 nodes failed: n2: overlay2/a exists again; once that"));
        Assert.That(status.Nodes.Select(node => node.Name), Is.EqualTo(["n2", "n1"]));
        Assert.That(status.Restored.Items, Is.EqualTo(4), "what was restored counts on failed nodes, too");
    }

    [Test]
    public void A_wrong_run_id_is_an_error_and_not_a_success()
    {
        var status = Fold(Started(), Answering("n1", RestorePhase.Skipped), Given.Node("n2"));

        Assert.That(Words(status), Is.EqualTo(["Ready=False", "Reconciling=False", "Stalled=True"]));
        Assert.That(Reason(status), Is.EqualTo(RestoreReasons.NotInQuarantine));
        Assert.That(status.Nodes.Single(node => node.Name == "n2").Message, Does.Contain("no agent runs on it"));
    }

    [Test]
    public void Selecting_no_node_is_an_error()
    {
        var status = Fold(Undo, Given.Node("w").Running("windows"));

        Assert.That((Reason(status), status.CompletionTime), Is.EqualTo((RestoreReasons.NoNodes, Given.Now)));
    }

    [TestCase(30, RestoreReasons.Restoring)]
    [TestCase(61, RestoreReasons.Restoring)]
    [TestCase(63, RestoreReasons.NodesFailed)]
    public void A_silent_node_is_waited_for_until_a_little_after_the_expiration(int minutes, string reason)
    {
        var late = Given.Liveness with { Now = Given.Now.AddMinutes(minutes) };
        var status = RestoreStatus.Fold(
            Started(),
            [Answering("n1", RestorePhase.Succeeded, items: 1), Given.Node("n2").Silent()],
            [],
            DefinitionState.Complete,
            late
        );

        Assert.That(Reason(status), Is.EqualTo(reason));
        Assert.That(status.Nodes[0].Message, Does.Contain("its agent has not reported since"));
    }

    [Test]
    public void A_restore_waits_until_its_run_has_ended_or_is_suspended()
    {
        var tidy = Given.Cleanup("tidy");
        var running = tidy.Saying(tidy.Fold(Given.Node("n1").Alive().Holding(tidy)));
        var undo = Undo with { Spec = Undo.Spec with { RunId = running.Status!.LastRun!.Id } };
        var node = Given.Node("n1").Alive();

        var waiting = Fold(undo, [running], node);
        Assert.That(
            (Reason(waiting), waiting.StartTime),
            Is.EqualTo((RestoreReasons.RunInProgress, (DateTimeOffset?)null))
        );
        Assert.That(Words(waiting), Is.EqualTo(["Ready=False", "Reconciling=True", "Stalled=False"]));
        Assert.That(Message(waiting), Does.Contain("kubectl patch nsc tidy").And.Contain("suspend"));

        Assert.That(Fold(undo with { Status = waiting }, [running.Suspended()], node).StartTime, Is.EqualTo(Given.Now));
        var ended = running.Saying(
            running.Fold(node.Holding(tidy).Reporting(Given.Report(tidy, OrderPhase.Succeeded)))
        );
        Assert.That(Fold(undo with { Status = waiting }, [ended], node).StartTime, Is.EqualTo(Given.Now));
        Assert.That(
            Fold(Undo, [running], node).StartTime,
            Is.EqualTo(Given.Now),
            "another run is none of its business"
        );
    }

    [Test]
    public void A_schedule_that_will_remove_the_items_again_is_named()
    {
        var tidy = Given.Cleanup("tidy").With(spec => spec with { Schedule = "0 3 * * *" });
        var had = tidy.Saying(
            new()
            {
                History =
                [
                    new()
                    {
                        Id = Undo.Spec.RunId,
                        Generation = 1,
                        Mode = CleanupMode.Enforce,
                        StartTime = Given.Now,
                        CompletionTime = Given.Now,
                    },
                ],
            }
        );
        var node = Answering("n1", RestorePhase.Succeeded, items: 1);

        Assert.That(
            Message(Fold(Started(), [had], node)),
            Does.EndWith(
                "cleanup tidy removes them again in its next run (2026-03-02T03:00:00Z) if they are still unused: "
                    + "suspend it, or protect them"
            )
        );
        Assert.That(Message(Fold(Started(), [had.Suspended()], node)), Does.Not.Contain("again"));
    }

    [Test]
    public void A_spec_that_the_schema_of_an_older_server_let_through_asks_nobody()
    {
        var wrong = Undo with { Spec = Undo.Spec with { RunId = "../x", Timeout = "1s" } };

        var status = Fold(wrong, Given.Node("n1").Alive());

        Assert.That(
            (Reason(status), status.StartTime),
            Is.EqualTo((RestoreReasons.InvalidSpec, (DateTimeOffset?)null))
        );
        Assert.That(Message(status), Does.Contain("spec.runID").And.Contain("spec.timeout"));
    }

    [Test]
    public void Definitions_that_drop_fields_hold_it_up()
    {
        var outdated = DefinitionState.Complete.With(
            new DefinitionGap(DefinitionCheck.Nodes, "spec.restores", "is missing")
        );

        var status = RestoreStatus.Fold(Undo, [Given.Node("n1").Alive()], [], outdated, Given.Liveness);

        Assert.That(
            (Reason(status), status.StartTime),
            Is.EqualTo((CleanupReasons.DefinitionOutdated, (DateTimeOffset?)null))
        );
        Assert.That(Message(status), Does.Contain("spec.restores is missing").And.Contain("kubectl apply"));
    }

    [Test]
    public void A_node_that_was_asked_counts_when_its_labels_change()
    {
        var pool = new LabelSelector { MatchLabels = ImmutableDictionary<string, string>.Empty.Add("pool", "build") };
        var started = Started() with { Spec = Undo.Spec with { NodeSelector = pool } };
        var node = Given.Node("n1").InPool("build").Alive();
        var asked = node with
        {
            Storage = node.Storage! with { Spec = new NodeStorageSpec { Restores = Orders(started, node) } },
        };

        var moved = asked.InPool("web");

        Assert.That(Fold(started, moved).NodeCounts!.Selected, Is.EqualTo(1));
        Assert.That(Orders(started, moved), Is.EqualTo(asked.Restores));
        Assert.That(Fold(started, node.InPool("web")).NodeCounts!.Selected, Is.Zero);
    }

    [Test]
    public void A_node_is_given_the_oldest_restores_first()
    {
        var many = Enumerable
            .Range(0, 10)
            .Select(at =>
                Undo with
                {
                    Metadata = Undo.Metadata with { Uid = $"u-{at}" },
                    Status = Started().Status! with { StartTime = Given.Now.AddMinutes(-at) },
                }
            )
            .ToList();

        Assert.That(
            RestoreOrders.Plan(many, Given.Node("n1").Alive()).Select(order => order.Uid),
            Is.EqualTo(["u-9", "u-8", "u-7", "u-6", "u-5", "u-4", "u-3", "u-2"])
        );
    }

    [Test]
    public void The_status_of_5000_nodes_is_small_and_its_sums_are_exact()
    {
        ClusterNode[] nodes =
        [
            .. Enumerable
                .Range(0, 5000)
                .Select(at =>
                    Answering(
                        $"ip-10-0-{at}.ec2.internal",
                        at % 10 == 0 ? RestorePhase.Failed : RestorePhase.Succeeded,
                        items: 2,
                        message: new string('x', 1000)
                    )
                ),
        ];

        var status = Fold(Started(), nodes);

        Assert.That(
            status.NodeCounts,
            Is.EqualTo(
                new NodeCounts
                {
                    Selected = 5000,
                    Succeeded = 4500,
                    Failed = 500,
                }
            )
        );
        Assert.That(status.Restored.Items, Is.EqualTo(10_000));
        Assert.That((status.Nodes.Length, status.NodesOmitted), Is.EqualTo((50, 4950)));
        Assert.That(
            JsonSerializer.SerializeToUtf8Bytes(status, ApiJsonContext.Default.NodeStorageRestoreStatus),
            Has.Length.LessThan(20_000)
        );
    }

    [Test]
    public void Folding_a_status_again_changes_nothing()
    {
        ClusterNode[] nodes = [Answering("n1", RestorePhase.Restoring), Given.Node("n2").Silent(), Given.Node("n3")];
        var once = Fold(Started(), nodes);

        Assert.That(Json(Fold(Undo with { Status = once }, nodes)), Is.EqualTo(Json(once)));
    }

    private static NodeStorageRestore Started() =>
        Undo with
        {
            Status = new() { StartTime = Given.Now, ExpirationTime = Given.Now.AddHours(1) },
        };

    private static ClusterNode Answering(string name, RestorePhase phase, int items = 0, string? message = null)
    {
        var node = Given.Node(name).Alive();
        var report = new RestoreReport
        {
            Name = "undo",
            Uid = "u-1",
            Phase = phase,
            Message = message,
            Restored = new Tally { Items = items, Bytes = items * 1024 },
        };
        return node with
        {
            Storage = node.Storage! with { Status = node.Storage.Status! with { Restores = [report] } },
        };
    }

    private static ImmutableArray<RestoreOrder> Orders(NodeStorageRestore restore, ClusterNode node) =>
        RestoreOrders.Plan([restore], node);

    private static NodeStorageRestoreStatus Fold(NodeStorageRestore restore, params ClusterNode[] nodes) =>
        Fold(restore, [], nodes);

    private static NodeStorageRestoreStatus Fold(
        NodeStorageRestore restore,
        NodeStorageCleanup[] cleanups,
        params ClusterNode[] nodes
    ) => RestoreStatus.Fold(restore, nodes, cleanups, DefinitionState.Complete, Given.Liveness);

    private static IEnumerable<string> Words(NodeStorageRestoreStatus status) =>
        status.Conditions.Select(condition => $"{condition.Type}={condition.Status}");

    private static string Reason(NodeStorageRestoreStatus status) => status.Conditions.Find("Ready")!.Reason;

    private static string Message(NodeStorageRestoreStatus status) => status.Conditions.Find("Ready")!.Message;

    private static string Json(NodeStorageRestoreStatus status) =>
        JsonSerializer.Serialize(status, ApiJsonContext.Default.NodeStorageRestoreStatus);
}
