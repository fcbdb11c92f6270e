using NodeGc.Agent.Daemon;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Tests;

internal sealed class OrderSelectionTests
{
    [Test]
    public void Takes_up_an_order_that_has_no_report() =>
        Assert.That(
            OrderSelection.FindNext(Spec(Order("tidy", "run-1")), new NodeStorageStatus(), TestScans.Noon)?.RunId,
            Is.EqualTo("run-1")
        );

    [TestCase(OrderPhase.Succeeded)]
    [TestCase(OrderPhase.Failed)]
    [TestCase(OrderPhase.Skipped)]
    public void Never_repeats_a_run_that_has_ended(OrderPhase phase) =>
        Assert.That(
            OrderSelection.FindNext(
                Spec(Order("tidy", "run-1")),
                Status(Report("tidy", "run-1", phase)),
                TestScans.Noon
            ),
            Is.Null
        );

    [Test]
    public void Begins_a_run_again_that_is_to_be_tried_once_more() =>
        Assert.That(
            OrderSelection
                .FindNext(
                    Spec(Order("tidy", "run-1") with { Attempt = 1 }),
                    Status(Report("tidy", "run-1", OrderPhase.Failed)),
                    TestScans.Noon
                )
                ?.Attempt,
            Is.EqualTo(1)
        );

    [Test]
    public void Tries_no_run_once_more_than_it_is_to() =>
        Assert.That(
            OrderSelection.FindNext(
                Spec(Order("tidy", "run-1") with { Attempt = 1 }),
                Status(Report("tidy", "run-1", OrderPhase.Failed) with { Attempt = 1 }),
                TestScans.Noon
            ),
            Is.Null
        );

    [TestCase(OrderPhase.Scanning)]
    [TestCase(OrderPhase.Planned)]
    [TestCase(OrderPhase.Sweeping)]
    public void Begins_a_run_again_that_a_restart_cut_short(OrderPhase phase) =>
        Assert.That(
            OrderSelection
                .FindNext(Spec(Order("tidy", "run-1")), Status(Report("tidy", "run-1", phase)), TestScans.Noon)
                ?.RunId,
            Is.EqualTo("run-1")
        );

    [Test]
    public void Leaves_a_plan_alone_that_waits_for_its_approval() =>
        Assert.That(OrderSelection.FindNext(Spec(Waiting), Status(Planned), TestScans.Noon), Is.Null);

    [Test]
    public void Takes_up_a_plan_once_it_is_approved() =>
        Assert.That(
            OrderSelection.FindNext(Spec(Waiting with { ApprovedPlan = "sha256:a" }), Status(Planned), TestScans.Noon),
            Is.Not.Null
        );

    [Test]
    public void Takes_up_a_plan_whose_time_is_over() =>
        Assert.That(OrderSelection.FindNext(Spec(Waiting), Status(Planned), TestScans.Noon.AddHours(1)), Is.Not.Null);

    [Test]
    public void Takes_up_what_comes_after_a_plan_that_waits() =>
        Assert.That(
            OrderSelection.FindNext(Spec(Waiting, Order("other", "run-9")), Status(Planned), TestScans.Noon)?.RunId,
            Is.EqualTo("run-9")
        );

    [Test]
    public void No_longer_wants_a_run_whose_approval_was_taken_back() =>
        Assert.That(OrderSelection.Wants(Spec(Waiting), Waiting with { ApprovedPlan = "sha256:a" }), Is.False);

    [Test]
    public void Takes_a_new_run_of_a_cleanup_whose_last_run_has_ended() =>
        Assert.That(
            OrderSelection
                .FindNext(
                    Spec(Order("tidy", "run-2")),
                    Status(Report("tidy", "run-1", OrderPhase.Succeeded)),
                    TestScans.Noon
                )
                ?.RunId,
            Is.EqualTo("run-2")
        );

    [Test]
    public void Wants_nothing_without_orders() =>
        Assert.That(OrderSelection.FindNext(null, new NodeStorageStatus(), TestScans.Noon), Is.Null);

    [Test]
    public void No_longer_wants_a_run_that_a_new_one_replaced() =>
        Assert.That(OrderSelection.Wants(Spec(Order("tidy", "run-2")), Order("tidy", "run-1")), Is.False);

    [Test]
    public void Drops_the_reports_of_withdrawn_orders_only()
    {
        var reports = OrderSelection.Current(
            Spec(Order("tidy", "run-1")),
            [Report("tidy", "run-1", OrderPhase.Succeeded), Report("gone", "run-7", OrderPhase.Succeeded)]
        );

        Assert.That(reports.Select(report => report.Cleanup), Is.EqualTo(["tidy"]));
    }

    [Test]
    public void Keeps_one_report_per_cleanup()
    {
        var reports = OrderSelection.With(
            [Report("tidy", "run-1", OrderPhase.Scanning)],
            Report("tidy", "run-1", OrderPhase.Succeeded)
        );

        Assert.That(reports.Single().Phase, Is.EqualTo(OrderPhase.Succeeded));
    }

    private static CleanupOrder Waiting => Order("tidy", "run-1") with { Mode = CleanupMode.Approve };

    private static OrderReport Planned =>
        Report("tidy", "run-1", OrderPhase.Planned) with
        {
            PlanExpirationTime = TestScans.Noon.AddHours(1),
        };

    private static NodeStorageSpec Spec(params CleanupOrder[] orders) => new() { Orders = [.. orders] };

    private static NodeStorageStatus Status(params OrderReport[] reports) => new() { Orders = [.. reports] };

    private static CleanupOrder Order(string cleanup, string run) =>
        new()
        {
            Cleanup = cleanup,
            Uid = "uid",
            RunId = run,
            Generation = 1,
            Mode = CleanupMode.Report,
            Collect = new CollectSpec { Layers = new LayersSpec() },
        };

    private static OrderReport Report(string cleanup, string run, OrderPhase phase) =>
        new()
        {
            Cleanup = cleanup,
            RunId = run,
            Phase = phase,
        };
}
