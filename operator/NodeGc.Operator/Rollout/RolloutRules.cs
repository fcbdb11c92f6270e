using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;

namespace NodeGc.Operator.Rollout;

/// <summary>Decides how far a run may spread. Pure: what it decides is written into the status, and acted on only from
/// there.</summary>
internal static class RolloutRules
{
    private const int MaxNames = 3;

    /// <summary>The state of the rollout now.</summary>
    /// <param name="spec">How the run spreads.</param>
    /// <param name="nodes">All selected nodes.</param>
    /// <param name="before">The run in the status; null if it starts now.</param>
    /// <param name="now">The operator's clock.</param>
    public static RolloutStatus Decide(
        RolloutSpec spec,
        ImmutableArray<RolloutNode> nodes,
        CleanupRun? before,
        DateTimeOffset now
    )
    {
        var state = before?.Rollout ?? Begin(spec);
        if (IsStopped(state.Phase))
            return state;
        if (FindFailures(spec, nodes, before) is { } failures)
            return state with { Phase = RolloutPhase.TooManyFailures, Message = failures };
        return state.Phase == RolloutPhase.Rolling || spec.Canary is not { } canary
            ? state
            : Decide(canary, CanaryProgress.Find(canary, nodes), state, now);
    }

    /// <summary>Whether no more nodes start in the run, whatever happens.</summary>
    public static bool IsStopped(RolloutPhase phase) =>
        phase is RolloutPhase.CanaryFailed or RolloutPhase.TooManyFailures;

    /// <summary>The state of a run that has not started.</summary>
    public static RolloutStatus Begin(RolloutSpec spec) =>
        new() { Phase = spec.Canary is null ? RolloutPhase.Rolling : RolloutPhase.Canary };

    /// <summary>Why too many nodes have failed for others to start; null if they may. Nodes that failed and left count
    /// too.</summary>
    public static string? FindFailures(RolloutSpec spec, ImmutableArray<RolloutNode> nodes, CleanupRun? before)
    {
        ImmutableArray<string> names =
        [
            .. nodes.Where(node => node.Progress.Phase == NodePhase.Failed).Select(node => node.Name).Order(),
        ];
        var failed = Math.Max(names.Length, before?.Nodes.Failed ?? 0);
        if (failed == 0 || failed < NumberOrPercent.Parse(spec.MaxFailures).Of(nodes.Length))
            return null;
        var which = names.IsEmpty ? "" : $" ({ShortText.Names(names, MaxNames)})";
        return $"{failed} of {nodes.Length} nodes failed{which}, and spec.rollout.maxFailures is {spec.MaxFailures}";
    }

    private static RolloutStatus Decide(CanarySpec spec, CanaryProgress canary, RolloutStatus state, DateTimeOffset now)
    {
        if (canary.HasFailures)
            return state with { Phase = RolloutPhase.CanaryFailed, Message = DescribeFailure(canary) };
        if (canary.IsMissing)
            return Begin("spec.rollout.canary.nodeSelector matches none of the selected nodes");
        if (!canary.IsComplete)
            return Begin(message: null);
        var start = state.SoakStartTime ?? WholeSecond(now);
        var end = start + GoDuration.Parse(spec.Soak);
        var soaking = new RolloutStatus
        {
            Phase = RolloutPhase.Soaking,
            SoakStartTime = start,
            SoakEndTime = end,
        };
        if (FindSickness(canary, start) is { } sickness)
            return soaking with { Phase = RolloutPhase.CanaryFailed, Message = sickness };
        return now < end ? soaking : soaking with { Phase = RolloutPhase.Rolling };
    }

    private static RolloutStatus Begin(string? message) => new() { Phase = RolloutPhase.Canary, Message = message };

    private static string DescribeFailure(CanaryProgress canary)
    {
        ImmutableArray<RolloutNode> failed = [.. canary.Members.Where(node => node.Progress.Phase == NodePhase.Failed)];
        var names = ShortText.Names([.. failed.Select(node => node.Name)], MaxNames);
        return $"the canary failed on {names}: {failed[0].Progress.Message}";
    }

    private static string? FindSickness(CanaryProgress canary, DateTimeOffset start) =>
        canary
            .Members.Where(node => node.Progress.Phase == NodePhase.Succeeded)
            .Select(node => node.FindSickness(start) is { } sickness ? $"{node.Name} of the canary {sickness}" : null)
            .FirstOrDefault(sickness => sickness is not null);

    private static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
