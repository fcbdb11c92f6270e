using NodeGc.Agent.Daemon;
using NodeGc.Agent.Orders;
using NodeGc.Agent.Policies;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using ItemOutcome = NodeGc.Removal.Sweeping.ItemOutcome;

namespace NodeGc.Fleet.Nodes;

/// <summary>Carries out orders on a store in memory, without any delay. Orders are checked and planned, and reports are
/// made, by the code of the agent; only reading a disk and moving directories are left out.</summary>
internal sealed class SyntheticStore(SyntheticInventory inventory, TimeProvider time) : IOrderRunner, IUsageReader
{
    private static readonly TimeSpan PlanLifetime = TimeSpan.FromHours(72);

    private readonly Dictionary<string, int> ended = new(StringComparer.Ordinal);

    /// <summary>How often each run was carried out to its end.</summary>
    public IReadOnlyDictionary<string, int> Ended => ended;

    /// <inheritdoc/>
    public async Task RunAsync(CleanupOrder order, OrderCallbacks callbacks, CancellationToken cancellationToken)
    {
        var started = OrderReports.Started(order, time.GetUtcNow());
        if (OrderCheck.FindProblem(order) is { } problem)
        {
            callbacks.Report(started.Refused(problem, time.GetUtcNow()));
            return;
        }
        callbacks.Report(started);
        var plan = inventory.Scan.Plan(PolicyConverter.Order(order));
        var planned = started.WithPlan(plan, inventory.Scan);
        var report = await CarryOutAsync(order, plan, planned, callbacks, cancellationToken);
        callbacks.Report(report.OnlyOwnPins(order));
        if (report.CompletionTime is not null)
            ended[order.RunId] = ended.GetValueOrDefault(order.RunId) + 1;
    }

    /// <inheritdoc/>
    public Func<NodeStorageStatus, NodeStorageStatus> Read() => status => status.WithUsage(inventory.Usage);

    private async Task<OrderReport> CarryOutAsync(
        CleanupOrder order,
        SweepPlan plan,
        OrderReport planned,
        OrderCallbacks callbacks,
        CancellationToken cancellationToken
    )
    {
        var summary = $"{plan.Items.Length} to remove ({plan.Reclaimable})";
        if (ClassModes.OnlyReports(order))
            return planned.Ended(OrderPhase.Succeeded, summary, time.GetUtcNow());
        if (order is { Mode: CleanupMode.Approve, ApprovedPlan: null })
            return planned with
            {
                Phase = OrderPhase.Planned,
                PlanExpirationTime = time.GetUtcNow() + PlanLifetime,
                Message = summary,
            };
        if (order.Mode == CleanupMode.Approve && order.ApprovedPlan != plan.Digest)
            return planned.Ended(OrderPhase.Failed, "another plan was approved", time.GetUtcNow());
        callbacks.Report(planned with { Phase = OrderPhase.Sweeping, Message = summary });
        return await callbacks.FindObstacleAsync(cancellationToken) is not null
            ? planned.Ended(OrderPhase.Failed, "nothing was removed", time.GetUtcNow())
            : planned.WithSweep(Sweep(order, plan), time.GetUtcNow());
    }

    private SweepReport Sweep(CleanupOrder order, SweepPlan plan)
    {
        var moved = new ItemOutcome.Quarantined(".nodegc/quarantine", time.GetUtcNow().AddDays(1));
        return new SweepReport
        {
            Run = new RunId(order.RunId),
            Items = [.. plan.Items.Select(item => new SweptItem(item, moved))],
            Quarantined = plan.Reclaimable,
            Reclaimed = Bytes.Zero,
        };
    }
}
