using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Api.Rules;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Reporting;

/// <summary>What a cleanup has come to. The checks stand in the order in which a person would ask.</summary>
internal static class Verdicts
{
    /// <summary>A spec that is not carried out: wrong, or suspended.</summary>
    public static CleanupVerdict Idle(ImmutableArray<SpecProblem> problems) => problems.IsEmpty
        ? new CleanupVerdict(CleanupReasons.Suspended, "spec.suspend is true: no node has an order of this cleanup")
        : new CleanupVerdict(CleanupReasons.InvalidSpec, ShortText.Of(string.Join("; ", problems), CleanupVerdict.LongestMessage)) { IsStalled = true };

    /// <summary>A spec that is carried out on these nodes.</summary>
    public static CleanupVerdict Of(ImmutableArray<NodeProgress> nodes, Mandate mandate, CleanupRun? run) =>
        FindMissing(nodes) ?? ApprovalVerdicts.Find(nodes, mandate, run) ?? FindUnfinished(nodes) ?? FindFailed(nodes)
        ?? ApprovalVerdicts.FindExpired(nodes) ?? Succeeded(nodes);

    private static CleanupVerdict? FindMissing(ImmutableArray<NodeProgress> nodes) => nodes switch
    {
        [] => new(CleanupReasons.NoNodes, "no Linux node matches spec.nodeSelector; compare with kubectl get nodes --show-labels"),
        _ when nodes.Any(node => node.HasEnded || node.Silence is null) => null,
        _ => new(CleanupReasons.NoAgents, $"none of {Nodes(nodes.Length)} has a live agent; see kubectl get nst and the agent's pods"),
    };

    private static CleanupVerdict? FindUnfinished(ImmutableArray<NodeProgress> nodes) =>
        nodes.Count(node => node.Phase == NodePhase.Pending || node.IsRunning) is > 0 and var open
            ? new(CleanupReasons.Progressing, $"{nodes.Length - open} of {Nodes(nodes.Length)} done with") { IsReconciling = true }
            : null;

    private static CleanupVerdict? FindFailed(ImmutableArray<NodeProgress> nodes) =>
        Names(nodes, node => node.Phase == NodePhase.Failed) is { Length: > 0 } failed
            ? new(CleanupReasons.NodesFailed, $"{failed.Length} of {Nodes(nodes.Length)} failed: {ShortText.Names(failed)}")
            : null;

    private static CleanupVerdict Succeeded(ImmutableArray<NodeProgress> nodes)
    {
        var skipped = nodes.Count(node => node.Phase == NodePhase.Skipped);
        var rest = skipped == 0 ? "" : $", {skipped} skipped";
        return new(CleanupReasons.Succeeded, $"{nodes.Length - skipped} of {Nodes(nodes.Length)} finished{rest}") { IsReady = true };
    }

    /// <summary>The same question about the nodes alone; its <see cref="CleanupVerdict.IsReady"/> says whether they are healthy.</summary>
    public static CleanupVerdict HealthOf(ImmutableArray<NodeProgress> nodes)
    {
        if (FindFailed(nodes) is { } failed) return failed;
        var silent = Names(nodes, node => node.Silence is not null);
        return silent.IsEmpty
            ? new(CleanupReasons.AllNodesHealthy, "every selected node has a live agent and none failed") { IsReady = true }
            : new(CleanupReasons.NodesUnreachable, $"{silent.Length} of {Nodes(nodes.Length)} without a live agent: {ShortText.Names(silent)}");
    }

    private static ImmutableArray<string> Names(ImmutableArray<NodeProgress> nodes, Func<NodeProgress, bool> which) =>
        [.. nodes.Where(which).Select(node => node.Name)];

    internal static string Nodes(int count) => count == 1 ? "1 node" : $"{count} nodes";
}
