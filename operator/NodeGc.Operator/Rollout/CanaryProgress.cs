using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;

namespace NodeGc.Operator.Rollout;

/// <summary>How far the nodes that go first have come. Pure.</summary>
/// <param name="Members">Those of them that are known: with a selector all that match, with a number those that have
/// started and were not skipped.</param>
/// <param name="Wanted">How many more may start.</param>
/// <param name="IsComplete">Whether all are done, and enough have succeeded.</param>
internal sealed record CanaryProgress(ImmutableArray<RolloutNode> Members, int Wanted, bool IsComplete)
{
    public bool HasFailures => Members.Any(node => node.Progress.Phase == NodePhase.Failed);

    /// <summary>Whether the selector matches none of the selected nodes.</summary>
    public bool IsMissing { get; init; }

    public static CanaryProgress Find(CanarySpec canary, ImmutableArray<RolloutNode> nodes) =>
        canary.NodeSelector is { } selector
            ? Find(nodes, [.. nodes.Where(node => node.Node.IsSelectedBy(selector))])
            : Find(nodes, NumberOrPercent.Parse(canary.Nodes!).Of(nodes.Length));

    /// <summary>Whether the node may start before the canary has succeeded.</summary>
    public static bool MayGoFirst(CanarySpec canary, RolloutNode node) =>
        canary.NodeSelector is not { } selector || node.Node.IsSelectedBy(selector);

    // A node that has no live agent is waited for: nobody knows what would become of it.
    private static CanaryProgress Find(ImmutableArray<RolloutNode> all, ImmutableArray<RolloutNode> matching) =>
        new(
            matching,
            matching.Count(node => !node.Progress.HasStarted),
            matching.All(node => node.Progress.IsDone) && matching.Any(HasSucceeded)
        )
        {
            IsMissing = matching.IsEmpty && !all.IsEmpty,
        };

    // Nodes with nothing to do prove nothing, so others take their places while there are others.
    private static CanaryProgress Find(ImmutableArray<RolloutNode> all, int needed)
    {
        ImmutableArray<RolloutNode> members =
        [
            .. all.Where(node => node.Progress.HasStarted && node.Progress.Phase != NodePhase.Skipped),
        ];
        var succeeded = members.Count(HasSucceeded);
        var isExhausted = !all.Any(node => node.IsAvailable && !node.Progress.HasStarted);
        return new CanaryProgress(
            members,
            Math.Max(0, needed - members.Length),
            members.All(node => node.Progress.IsDone) && (succeeded >= needed || (isExhausted && succeeded > 0))
        );
    }

    private static bool HasSucceeded(RolloutNode node) => node.Progress.Phase == NodePhase.Succeeded;
}
