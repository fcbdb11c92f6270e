using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Api.Rules;
using NodeGc.Operator.Definitions;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Reporting;

/// <summary>What a cleanup has come to. The checks stand in the order in which a person would ask.</summary>
internal static class Verdicts
{
    private const string StoredInPart =
        "this spec was stored while the definition was of an older release and dropped fields "
        + "(see the condition Intact); apply the whole cleanup again, and if nothing was missing change anything "
        + "in its spec, for example spec.suspend to true and back";

    /// <summary>A spec that is not carried out: wrong, or suspended.</summary>
    public static CleanupVerdict Idle(ImmutableArray<SpecProblem> problems) =>
        problems.IsEmpty
            ? new CleanupVerdict(CleanupReasons.Suspended, "spec.suspend is true: no node has an order of this cleanup")
            : new CleanupVerdict(
                CleanupReasons.InvalidSpec,
                ShortText.Of(string.Join("; ", problems), CleanupVerdict.LongestMessage)
            )
            {
                IsStalled = true,
            };

    /// <summary>
    /// A spec that cannot be trusted to be whole, or cannot be handed on whole; null where neither is known.
    /// </summary>
    public static CleanupVerdict? FindLoss(Mandate mandate, DefinitionState definitions)
    {
        if (definitions.UnknownReason is not null)
            return Stalled(CleanupReasons.DefinitionUnknown, definitions.Message);
        if (!definitions.IsComplete)
            return Stalled(CleanupReasons.DefinitionOutdated, definitions.Message);
        return mandate.IsHeld ? Stalled(CleanupReasons.DefinitionOutdated, StoredInPart) : null;
    }

    /// <summary>
    /// A spec that is carried out on these nodes. A run that was said to be complete stays that, whoever joins or falls
    /// silent later.
    /// </summary>
    public static CleanupVerdict Of(ImmutableArray<NodeProgress> nodes, Mandate mandate, CleanupRun? run) =>
        run?.CompletionTime is null
            ? FindMissing(nodes)
                ?? FindRefused(nodes)
                ?? ApprovalVerdicts.Find(nodes, mandate, run)
                ?? FindUnfinished(nodes)
                ?? FindFailed(nodes)
                ?? ApprovalVerdicts.FindExpired(nodes)
                ?? Silent(nodes)
            : ApprovalVerdicts.Find(nodes, mandate, run)
                ?? FindRefused(nodes)
                ?? FindFailed(nodes)
                ?? FindFailed(run)
                ?? ApprovalVerdicts.FindExpired(nodes)
                ?? Succeeded(nodes, run);

    private static CleanupVerdict? FindMissing(ImmutableArray<NodeProgress> nodes) =>
        nodes switch
        {
            [] => new(
                CleanupReasons.NoNodes,
                "no Linux node matches spec.nodeSelector; compare with kubectl get nodes --show-labels"
            ),
            _ when nodes.Any(node => node.HasEnded || node.Silence is null) => null,
            _ => new(
                CleanupReasons.NoAgents,
                $"none of {Nodes(nodes.Length)} has a live agent; see kubectl get nst and the agent's pods"
            ),
        };

    private static CleanupVerdict? FindUnfinished(ImmutableArray<NodeProgress> nodes) =>
        nodes.Any(node => node.IsOpen)
            ? new(CleanupReasons.Progressing, DoneWords(nodes)) { IsReconciling = true }
            : null;

    private static CleanupVerdict? FindRefused(ImmutableArray<NodeProgress> nodes) =>
        nodes.Where(node => node.Report?.RefusalReason is not null).ToList() is { Count: > 0 } refused
            ? new(
                CleanupReasons.OrdersRefused,
                ShortText.Of(
                    $"{refused.Count} of {Nodes(nodes.Length)} refused the order: "
                        + $"{ShortText.Names([.. refused.Select(node => node.Name)])}; "
                        + $"{refused[0].Name}: {refused[0].Report!.RefusalReason}",
                    CleanupVerdict.LongestMessage
                )
            )
            : null;

    private static CleanupVerdict? FindFailed(ImmutableArray<NodeProgress> nodes) =>
        Names(nodes, node => node.Phase == NodePhase.Failed) is { Length: > 0 } failed
            ? new(
                CleanupReasons.NodesFailed,
                $"{failed.Length} of {Nodes(nodes.Length)} failed: {ShortText.Names(failed)}"
            )
            : null;

    /// <summary>Nodes that failed and have left since.</summary>
    private static CleanupVerdict? FindFailed(CleanupRun run) =>
        run.Nodes.Failed > 0
            ? new(
                CleanupReasons.NodesFailed,
                $"{run.Nodes.Failed} of {Nodes(run.Nodes.Selected)} failed; they are not selected any more"
            )
            : null;

    /// <summary>All that can be heard are done, and that are too few.</summary>
    private static CleanupVerdict Silent(ImmutableArray<NodeProgress> nodes) =>
        new(CleanupReasons.NodesNotReporting, DoneWords(nodes)) { IsReconciling = true };

    private static string DoneWords(ImmutableArray<NodeProgress> nodes) =>
        $"{nodes.Count(node => node.IsDone)} of {Nodes(nodes.Length)} done{SilentWords(nodes)}";

    private static CleanupVerdict Stalled(string reason, string message) => new(reason, message) { IsStalled = true };

    private static CleanupVerdict Succeeded(ImmutableArray<NodeProgress> nodes, CleanupRun run)
    {
        var skipped = run.Nodes.Skipped == 0 ? "" : $", {run.Nodes.Skipped} skipped";
        var late = nodes.Count(node => node.IsOpen);
        var joined = late == 0 ? "" : $", {late} joined later and not done";
        var finished = $"{run.Nodes.Succeeded} of {Nodes(run.Nodes.Selected)} finished";
        return new(CleanupReasons.Succeeded, $"{finished}{skipped}{joined}{SilentWords(nodes)}") { IsReady = true };
    }

    private static string SilentWords(ImmutableArray<NodeProgress> nodes) =>
        Names(nodes, node => node.IsLate) is { Length: > 0 } late
            ? $"; {late.Length} not heard of ({ShortText.Names(late)}), "
                + $"and a run is called finished while no more than {Silence.Allowed(nodes.Length)} are"
            : "";

    /// <summary>The same question about the nodes alone; its <see cref="CleanupVerdict.IsReady"/> says whether they are
    /// healthy.</summary>
    public static CleanupVerdict HealthOf(ImmutableArray<NodeProgress> nodes)
    {
        if ((FindRefused(nodes) ?? FindFailed(nodes)) is { } failed)
            return failed;
        var silent = Names(nodes, node => node.Silence is not null);
        return silent.IsEmpty
            ? new(CleanupReasons.AllNodesHealthy, "every selected node has a live agent and none failed")
            {
                IsReady = true,
            }
            : new(
                CleanupReasons.NodesUnreachable,
                $"{silent.Length} of {Nodes(nodes.Length)} without a live agent: {ShortText.Names(silent)}"
            );
    }

    private static ImmutableArray<string> Names(ImmutableArray<NodeProgress> nodes, Func<NodeProgress, bool> which) =>
        [.. nodes.Where(which).Select(node => node.Name)];

    internal static string Nodes(int count) => count == 1 ? "1 node" : $"{count} nodes";
}
