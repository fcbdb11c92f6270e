using NodeGc.Agent.Orders;
using NodeGc.Agent.Policies;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Tests;

internal sealed class OrderReportTests
{
    private static readonly CleanupOrder Order = new()
    {
        Cleanup = "tidy",
        Uid = "uid",
        RunId = "run",
        Generation = 1,
        Mode = CleanupMode.Report,
        Collect = new CollectSpec { Layers = new LayersSpec() },
    };

    [Test]
    public void Says_what_is_held_after_the_first_scan()
    {
        var report = ReportOf(TestScans.Create(TestScans.Orphan("a", 10), TestScans.Orphan("b", 20)));

        Assert.Multiple(() =>
        {
            Assert.That(report.Totals.Held, Is.EqualTo(new Tally { Items = 2, Bytes = 30 }));
            Assert.That(report.Totals.Reclaimable, Is.EqualTo(Tally.Zero));
            Assert.That(report.Items.Select(item => item.Name), Is.EqualTo(["overlay2/b", "overlay2/a"]));
        });
    }

    [Test]
    public void Says_what_would_be_removed_after_the_second_scan()
    {
        var report = ReportOf(TestScans.Create(TestScans.Orphan("a", 10)).After(TimeSpan.FromMinutes(10)));

        Assert.Multiple(() =>
        {
            Assert.That(report.Totals.Reclaimable, Is.EqualTo(new Tally { Items = 1, Bytes = 10 }));
            Assert.That(report.Items.Single().Outcome, Is.EqualTo(ItemOutcome.Planned));
            Assert.That(report.PlanDigest, Does.StartWith("sha256:"));
        });
    }

    [Test]
    public void Names_the_pins_that_match_nothing()
    {
        var order = Order with
        {
            Protect = new() { Images = ["alpine"], Volumes = [.. Enumerable.Range(0, 40).Select(n => $"v{n}")] },
        };
        var scan = TestScans.Create(TestScans.Orphan("a", 10));
        var report = OrderReports
            .Started(order, scan.Inventory.TakenAt)
            .WithPlan(scan.Plan(PolicyConverter.Order(order)), scan);

        Assert.That(report.UnmatchedPins, Has.Length.EqualTo(OrderReport.MaxEntries));
        Assert.That(
            report.UnmatchedPins[0],
            Is.EqualTo(new UnmatchedPin { Field = "protect.images", Pattern = "alpine" })
        );
    }

    [Test]
    public void A_pin_that_matches_in_one_of_several_stores_matches_on_the_node()
    {
        OrderReport? merged = null;
        var parts = new MergedOrderReport(OrderReports.Started(Order, default), whole => merged = whole);
        UnmatchedPin Pin(string pattern) => new() { Field = "protect.images", Pattern = pattern };
        var scanned = OrderReports.Started(Order, default) with { PlanDigest = "sha256:1" };

        parts.Put("/a", scanned with { UnmatchedPins = [Pin("alpine"), Pin("nginx")] });
        parts.Put("/b", OrderReports.Started(Order, default));
        Assert.That(merged!.UnmatchedPins, Is.Empty, "one store was not scanned yet");
        parts.Put("/b", scanned with { UnmatchedPins = [Pin("nginx")] });
        Assert.That(merged!.UnmatchedPins, Is.EqualTo(new[] { Pin("nginx") }));
    }

    [Test]
    public void Names_the_largest_items_only()
    {
        var orphans = Enumerable
            .Range(0, 40)
            .Select(n => TestScans.Orphan($"{(char)('a' + (n % 26))}{n}", n))
            .ToArray();

        Assert.That(ReportOf(TestScans.Create(orphans)).Items, Has.Length.EqualTo(OrderReport.MaxEntries));
    }

    [Test]
    public void Repeats_what_was_not_understood()
    {
        var doubt = new Doubt(DoubtKind.MetadataDamaged, DoubtScope.Layers, "image/overlay2/imagedb", "it is not JSON");

        Assert.That(
            ReportOf(TestScans.WithDoubts(doubt)).Errors.Single().Subject,
            Is.EqualTo("image/overlay2/imagedb")
        );
    }

    [Test]
    public void Says_why_no_image_is_removed_while_the_images_of_workloads_are_unknown()
    {
        var order = Order with
        {
            Collect = new CollectSpec { Images = new ImagesSpec() },
            ClusterImages = ClusterImages.Unknown("pods cannot be listed"),
        };
        var report = OrderReports
            .Started(order, TestScans.Noon)
            .WithPlan(TestScans.Create().Plan(PolicyConverter.Order(order)), TestScans.Create());

        Assert.That(report.Errors.Single().Message, Does.EndWith("are unknown: pods cannot be listed"));
        Assert.That(PolicyConverter.Order(order).Protect.ImagesUnknownReason, Is.EqualTo("pods cannot be listed"));
    }

    [Test]
    public void An_order_of_images_that_does_not_say_what_workloads_refer_to_lets_none_go() =>
        Assert.That(
            PolicyConverter
                .Order(Order with { Collect = new CollectSpec { Images = new ImagesSpec() } })
                .Protect.ImagesUnknownReason,
            Does.StartWith("the order does not list them")
        );

    [TestCase(false)]
    [TestCase(true)]
    public void An_order_pins_the_images_of_workloads_in_every_form_that_an_engine_stores(bool areHashed)
    {
        string[] used = ["docker.io/library/nginx", "registry.example.com/app:1", new string('a', 64)];
        var order = Order with
        {
            Collect = new CollectSpec { Images = new ImagesSpec() },
            ClusterImages = areHashed
                ? new ClusterImages { Hashes = ImageHashes.Write(used.Select(ImageReference.Shorten)) }
                : new ClusterImages { References = [.. used] },
        };

        var protect = PolicyConverter.Order(order).Protect;

        string[] stored =
        [
            "nginx:latest",
            "docker.io/nginx:latest",
            "docker.io/library/nginx:latest",
            "registry.example.com/app:1",
            $"sha256:{new string('a', 64)}",
        ];
        Assert.That(stored.Where(name => !protect.IsUsedByWorkload(name)), Is.Empty);
        Assert.That(
            new[] { "nginx:1", "app:1", "registry.example.com/app:2" }.Where(protect.IsUsedByWorkload),
            Is.Empty
        );
        Assert.That(protect.ImagesUnknownReason, Is.Null);
    }

    [TestCase("AAA=")]
    [TestCase("not base64")]
    public void Hashes_that_cannot_be_read_let_no_image_go(string hashes)
    {
        var order = Order with
        {
            Collect = new CollectSpec { Images = new ImagesSpec() },
            ClusterImages = new ClusterImages { Hashes = hashes },
        };

        Assert.That(PolicyConverter.Order(order).Protect.ImagesUnknownReason, Does.Contain("cannot be read"));
    }

    private static OrderReport ReportOf(Scanning.Scan scan) =>
        OrderReports.Started(Order, TestScans.Noon).WithPlan(scan.Plan(TestScans.Layers), scan);
}
