using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Operator.Orders;

namespace NodeGc.Operator.Rollout;

/// <summary>Decides which nodes of a run take the next step. Pure.</summary>
internal static class RolloutPlanner
{
    /// <summary>The nodes that are admitted now: those that were before and have not begun yet, and the next
    /// ones.</summary>
    /// <param name="cleanup">With a rollout.</param>
    /// <param name="nodes">All selected nodes.</param>
    /// <param name="run">The run in the status; null if it is not recorded there.</param>
    /// <param name="before">What was admitted before.</param>
    public static Admission Admit(
        ActiveCleanup cleanup,
        ImmutableArray<RolloutNode> nodes,
        CleanupRun? run,
        Admission before
    )
    {
        if (cleanup is not { Rollout: { } spec, Run: { AcceptsNodes: true, IsRecorded: true } })
            return Admission.None;
        var limit = NumberOrPercent.Parse(spec.MaxConcurrent).Of(nodes.Length);
        var arranged = RolloutOrder.Arrange(nodes.Where(node => node.IsAvailable));
        var field = new Field(nodes, arranged, limit);
        return new Admission(
            Starting: AdmitStarts(cleanup, field, run, before.Starting ?? []),
            Planning: AdmitPlans(cleanup, field, before.Planning ?? [])
        );
    }

    private static ImmutableHashSet<string> AdmitStarts(
        ActiveCleanup cleanup,
        Field field,
        CleanupRun? run,
        ImmutableHashSet<string> before
    )
    {
        var spec = cleanup.Rollout!;
        var state = run?.Rollout ?? RolloutRules.Begin(spec);
        var isStopped =
            RolloutRules.IsStopped(state.Phase)
            || state.Phase == RolloutPhase.Soaking
            || RolloutRules.FindFailures(spec, field.All, run) is not null;
        if (isStopped)
            return [];
        var canary = state.Phase == RolloutPhase.Rolling ? null : spec.Canary;
        // Those that were promised a place keep it.
        var ready = field
            .Arranged.Where(node => MayStart(node, cleanup))
            .OrderBy(node => before.Contains(node.Name) ? 0 : 1)
            .ToList();
        var allowed = canary is null ? ready : TakeCanary(canary, field, ready);
        var taken = field.All.Count(node => node.Progress.TakesPlace);
        return [.. allowed.Take(field.Limit - taken).Select(node => node.Name)];
    }

    // A node that tries again is one of the canary already.
    private static IEnumerable<RolloutNode> TakeCanary(CanarySpec canary, Field field, IEnumerable<RolloutNode> ready)
    {
        var wanted = CanaryProgress.Find(canary, field.All).Wanted;
        foreach (var node in ready.Where(node => CanaryProgress.MayGoFirst(canary, node)))
        {
            if (node.Progress.HasStarted || wanted-- > 0)
                yield return node;
        }
    }

    // A plan costs a scan: as many at a time as may run.
    private static ImmutableHashSet<string> AdmitPlans(
        ActiveCleanup cleanup,
        Field field,
        ImmutableHashSet<string> before
    )
    {
        if (cleanup.Order.Mode != CleanupMode.Approve)
            return [];
        ImmutableArray<string> ready =
        [
            .. field.Arranged.Where(node => !node.Progress.IsInvolved).Select(node => node.Name),
        ];
        var planning = field.All.Count(node =>
            node.Progress is { IsInvolved: true, Silence: null, Phase: NodePhase.Pending or NodePhase.Scanning }
        );
        return [.. ready.OrderBy(name => before.Contains(name) ? 0 : 1).Take(field.Limit - planning)];
    }

    private static bool MayStart(RolloutNode node, ActiveCleanup cleanup) =>
        node.Progress.RetryTime is { } retry
            ? retry <= cleanup.Now
            : node.Progress is { HasStarted: false, IsDone: false }
                && (cleanup.Order.Mode != CleanupMode.Approve || IsApproved(node, cleanup));

    private static bool IsApproved(RolloutNode node, ActiveCleanup cleanup) =>
        cleanup.Approval.FindPlan(node.Name, cleanup.FindOrder(node.Node)) is not null;

    /// <param name="All">All selected nodes.</param>
    /// <param name="Arranged">Those on which a run may start, in the order of the rollout.</param>
    /// <param name="Limit">How many may run at a time.</param>
    private sealed record Field(ImmutableArray<RolloutNode> All, ImmutableArray<RolloutNode> Arranged, int Limit);
}
