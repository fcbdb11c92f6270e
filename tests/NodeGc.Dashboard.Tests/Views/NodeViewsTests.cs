using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Dashboard.Tests.Clusters;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Dashboard.Views;

namespace NodeGc.Dashboard.Tests.Views;

internal sealed class NodeViewsTests
{
    private static readonly Liveness Liveness = new(Given.Now, TimeSpan.FromSeconds(90));

    private static readonly CleanupOrder Order = new()
    {
        Cleanup = "weekly",
        Uid = "u",
        RunId = "weekly-1",
        Generation = 1,
        Mode = CleanupMode.Enforce,
        Collect = new CollectSpec { Layers = new LayersSpec { Confirmations = 3 } },
        Protect = new ProtectSpec { Images = ["a", "b"] },
        AlsoProtect = new OtherPins { Volumes = ["c"] },
    };

    [Test]
    public void Every_part_that_an_agent_reports_has_a_name_and_nothing_is_lost()
    {
        var root = SampleReports.Create(3, Given.Now).DataRoots[0];
        var parts = DiskParts.Read(
            root with
            {
                Parts = [.. root.Parts, new DataRootPart { Name = "newer", Bytes = 1 }],
            }
        );
        Assert.That(parts.Sum(part => part.Bytes), Is.EqualTo(root.OnDisk.Bytes + 1));
        Assert.That(parts.Select(part => part.Bytes), Is.Ordered.Descending);
        Assert.That(parts[^1], Is.EqualTo(parts[^1] with { Label = "newer", Kind = PartKind.Unexplained }));
        Assert.That(parts.SkipLast(1).Select(part => part.Label), Has.None.Match("^[a-z]"));
    }

    /// <summary>As the field reference lists them.</summary>
    [Test]
    public void Every_part_of_the_field_reference_is_known()
    {
        var names = File.ReadLines(NodeGc.Testing.SourceTree.PathOf("crds", "README.md"))
            .SkipWhile(line => !line.StartsWith("| Part |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('`')[1])
            .ToList();
        var root = new DataRootReport
        {
            Path = "/",
            Parts = [.. names.Select(name => new DataRootPart { Name = name })],
        };
        Assert.That(names, Has.Count.GreaterThan(15));
        Assert.That(DiskParts.Read(root).Select(part => part.Contents), Has.None.Empty);
    }

    [Test]
    public void The_filesystem_is_divided_without_a_remainder()
    {
        var status = SampleReports.Create(5, Given.Now);
        var parts = DiskParts.ReadFilesystem(status.Storage!, status.DataRoots);
        Assert.That(parts.Sum(part => part.Bytes), Is.EqualTo(status.Storage!.UsedBytes + status.Storage.FreeBytes));
        Assert.That(parts.Select(part => part.Kind), Is.Unique.And.Ordered);
    }

    [Test]
    public void A_restore_is_offered_for_what_a_run_quarantined()
    {
        var item = SampleReports.Item(CollectedClass.Layers, "overlay2/x", 1, ItemOutcome.Quarantined, "unused");
        var view = Show([SampleReports.Report(Order, OrderPhase.Succeeded, [item], Given.Now)]);
        Assert.That(
            view.Commands[0].Text,
            Is.EqualTo(
                "kubectl exec -n ops nodegc-agent-00007 -c agent -- nodegc-agent restore "
                    + "--data-root /host/root/var/lib/docker --run weekly-1"
            )
        );
        Assert.That(Show([]).Commands.Select(command => command.Text), Has.Some.EndsWith("--run RUN"));
    }

    [Test]
    public void Orders_and_reports_are_brought_together_and_withdrawn_ones_are_kept()
    {
        var old = SampleReports.Report(
            Order with
            {
                Cleanup = "a",
                RunId = "a-1",
            },
            OrderPhase.Skipped,
            [Item],
            Given.Now
        );
        var view = Show([old]);
        Assert.That(
            view.Orders.Select(order => (order.Cleanup, order.Mode, order.Phase)),
            Is.EqualTo(
                new (string, CleanupMode?, string)[]
                {
                    ("a", null, "Skipped"),
                    ("weekly", CleanupMode.Enforce, "Pending"),
                }
            )
        );
    }

    [Test]
    public void Evidence_is_complete_only_if_every_condition_is_False()
    {
        var status = SampleReports.Create(7, Given.Now);
        Assert.That(
            EvidenceReading.Read(status, Order).Select(one => one.IsComplete),
            Is.EqualTo(new bool?[] { true, true, true, true })
        );
        var blind = status.Refusing(NodeConditions.KernelEvidenceMissing, "/proc belongs to a container");
        var kernel = EvidenceReading.Read(blind, Order).Single(one => one.Source == "Kernel");
        Assert.That(
            (kernel.IsComplete, kernel.Finding),
            Is.EqualTo(((bool?)false, "KernelEvidenceMissing: /proc belongs to a container"))
        );
        var unread = EvidenceReading.Read(status with { Conditions = [] }, Order);
        Assert.That(unread.Take(3).Select(one => one.IsComplete), Is.All.Null, "nothing reported is not complete");
        Assert.That(
            unread[^1].Finding,
            Is.EqualTo("2 pins of this cleanup, and 1 pin of other cleanups that select this node.")
        );
    }

    [Test]
    public void A_plan_shows_the_rule_of_each_class()
    {
        var details = Details([SampleReports.Report(Order, OrderPhase.Planned, [Item], Given.Now)]);
        var plan = PlanViews.Find("n7", "weekly", cleanup: null, details, "ops")!;
        Assert.That(plan.Items.Single().Rule, Is.EqualTo("3 scans, at least 10m apart; minimum age 1h"));
        Assert.That(plan.IsApproved, Is.False);
        Assert.That(PlanViews.Find("n7", "other", cleanup: null, details, "ops"), Is.Null);
    }

    [Test]
    public void The_approval_of_a_node_is_that_of_its_own_plan()
    {
        var report = SampleReports.Report(Order, OrderPhase.Planned, [Item], Given.Now);
        var approved = Order with { Mode = CleanupMode.Approve, ApprovedPlan = report.PlanDigest };
        Assert.That(PlanViews.Find("n7", "weekly", null, Details([report], approved), "ops")!.IsApproved, Is.True);
        var other = approved with { ApprovedPlan = "sha256:0" };
        Assert.That(PlanViews.Find("n7", "weekly", null, Details([report], other), "ops")!.IsApproved, Is.False);
    }

    [Test]
    public void Quarantines_are_listed_as_they_expire_and_empty_ones_left_out()
    {
        ClusterNode[] nodes =
        [
            Given.Node("late", Quarantining(Given.Now.AddHours(9))),
            Given.Node("unknown", Quarantining(null)),
            Given.Node("soon", Quarantining(Given.Now.AddHours(1))),
            Given.Node("empty", used: 5),
        ];
        var view = QuarantineViews.Create(nodes, search: "", page: 1);
        Assert.That(view.Rows.Select(row => row.Node), Is.EqualTo(new[] { "soon", "late", "unknown" }));
        Assert.That((view.Items, view.Bytes), Is.EqualTo((3, 30)));
    }

    private static ItemReport Item =>
        SampleReports.Item(CollectedClass.Layers, "overlay2/x", 1, ItemOutcome.Planned, "unused");

    private static NodeStorageStatus Quarantining(DateTimeOffset? end) =>
        new()
        {
            HeartbeatTime = Given.Now,
            DataRoots =
            [
                new DataRootReport
                {
                    Path = "/d",
                    Quarantine = new QuarantineReport
                    {
                        Held = new Tally { Items = 1, Bytes = 10 },
                        NextExpirationTime = end,
                    },
                },
            ],
        };

    private static NodeDetails Details(OrderReport[] reports, CleanupOrder? order = null) =>
        new(
            new NodeStorage
            {
                Metadata = new ObjectMeta { Name = "n7" },
                Spec = new NodeStorageSpec { Orders = [order ?? Order] },
                Status = SampleReports.Create(7, Given.Now) with { Orders = [.. reports] },
            }
        );

    private static NodeView Show(OrderReport[] reports) =>
        NodeViews.Create(Given.Node("n7"), Details(reports), Liveness, "ops");
}
