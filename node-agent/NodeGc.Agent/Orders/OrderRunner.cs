using Microsoft.Extensions.Logging;
using NodeGc.Agent.Policies;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Orders;

/// <summary>Carries out one order from its first look to its report. Every step may be repeated: a run that was cut short begins again.</summary>
internal sealed partial class OrderRunner(NodeScanner scanner, NodeSweeper sweeper, bool isReadOnly, TimeProvider time, ILogger<OrderRunner> logger)
{
    private static readonly Func<ILogger, string, string, IDisposable?> Run = LoggerMessage.DefineScope<string, string>("{Cleanup} {RunId}");

    /// <summary>Carries out <paramref name="order"/>; what is learned on the way goes to <paramref name="report"/>.</summary>
    /// <exception cref="OperationCanceledException">The order was withdrawn or the agent ends; the last report stands.</exception>
    public async Task RunAsync(CleanupOrder order, Action<OrderReport> report, CancellationToken cancellationToken)
    {
        using var scope = Run(logger, order.Cleanup, order.RunId);
        var started = OrderReports.Started(order, time.GetUtcNow());
        report(started);
        try
        {
            var ended = await CarryOutAsync(order, started, report, cancellationToken);
            report(ended);
            LogEnded(ended.Phase, ended.Message);
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            report(started.Ended(OrderPhase.Failed, described.Message, time.GetUtcNow()));
            LogFailed(failure);
        }
    }

    private async Task<OrderReport> CarryOutAsync(CleanupOrder order, OrderReport started, Action<OrderReport> report, CancellationToken cancellationToken)
    {
        var policy = PolicyOf.Order(order);
        var (scan, plan) = await LookUntilConfirmedAsync(policy, started, report, cancellationToken);
        var planned = started.WithPlan(plan, scan);
        if (NothingCanBeJudged(scan) is { } doubt) return planned.Ended(OrderPhase.Skipped, doubt, time.GetUtcNow());
        if (order.Mode == CleanupMode.Report) return planned.Ended(OrderPhase.Succeeded, Summary(plan), time.GetUtcNow());
        if (isReadOnly) return planned.Ended(OrderPhase.Skipped, "the agent is read-only: it reports and never removes", time.GetUtcNow());
        if (plan.Items.IsEmpty) return planned.Ended(OrderPhase.Succeeded, Summary(plan), time.GetUtcNow());

        report(planned with { Phase = OrderPhase.Sweeping, Message = Summary(plan) });
        var sweep = await sweeper.SweepAsync(plan, policy, order.RunId, cancellationToken);
        return planned.WithSweep(sweep, time.GetUtcNow());
    }

    /// <summary>The first look is reported at once: whoever waits for the second one sees what it is about.</summary>
    private Task<(Scan Scan, SweepPlan Plan)> LookUntilConfirmedAsync(
        CleanupPolicy policy, OrderReport started, Action<OrderReport> report, CancellationToken cancellationToken)
    {
        var isFirst = true;
        return new ConfirmedLook(scanner, time).LookAsync(policy, (scan, plan, next) =>
        {
            if (isFirst) report(started.WithPlan(plan, scan) with { Message = $"the next look is at {Collector.Instant.Format(next)}" });
            isFirst = false;
        }, cancellationToken);
    }

    private static string? NothingCanBeJudged(Scan scan) =>
        scan.Inventory.Doubts.FirstOrDefault(doubt => doubt.Scope == DoubtScope.Everything) is { } doubt
            ? $"nothing can be judged: {doubt.Subject}: {doubt.Message}" : null;

    private static string Summary(SweepPlan plan) =>
        $"{plan.Items.Length} to go ({plan.Reclaimable}), {plan.Held.Length} held, {plan.LiveCount} alive";

    [LoggerMessage(1, LogLevel.Information, "The order ended as {Phase}: {Message}")]
    private partial void LogEnded(OrderPhase phase, string? message);

    [LoggerMessage(2, LogLevel.Error, "The order failed.")]
    private partial void LogFailed(Exception failure);
}
