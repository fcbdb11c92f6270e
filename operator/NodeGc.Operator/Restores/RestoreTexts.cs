using NodeGc.Api.Cleanups;
using NodeGc.Api.Formats;
using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Events;
using NodeGc.Operator.Status.Conditions;

namespace NodeGc.Operator.Restores;

/// <summary>The words in which the verdicts about a restore are told.</summary>
internal static class RestoreTexts
{
    public static (VerdictState State, ConditionText Text) Describe(RestoreVerdict verdict) =>
        verdict switch
        {
            RestoreVerdict.InvalidSpec { Problems: var problems } => Stalled(
                RestoreReasons.InvalidSpec,
                $"{string.Join("; ", problems)}; nothing is restored: create another NodeStorageRestore"
            ),
            RestoreVerdict.FieldsDropped { Definitions: var definitions } => Stalled(
                definitions.UnknownReason is null
                    ? CleanupReasons.DefinitionOutdated
                    : CleanupReasons.DefinitionUnknown,
                $"nothing is restored yet: {definitions.Problem}; {Cluster.DefinitionState.Remedy}"
            ),
            RestoreVerdict.RunInProgress waiting => Reconciling(
                RestoreReasons.RunInProgress,
                $"waiting until run {waiting.Run} has ended; to stop it and restore now, suspend its cleanup: kubectl "
                    + $"patch nsc {waiting.Cleanup} --type merge -p '{{\"spec\":{{\"suspend\":true}}}}'"
            ),
            RestoreVerdict.NoNodes => Stalled(
                RestoreReasons.NoNodes,
                "no Linux node matches spec.nodeSelector; nothing was restored"
            ),
            RestoreVerdict.Restoring { Nodes: var nodes } => Reconciling(
                RestoreReasons.Restoring,
                $"{nodes.Succeeded + nodes.Failed + nodes.Skipped} of {ConditionTexts.CountNodes(nodes.Selected)} done"
            ),
            RestoreVerdict.NotInQuarantine missing => Stalled(
                RestoreReasons.NotInQuarantine,
                $"nothing of run {missing.Run} is in the quarantine of {ConditionTexts.CountNodes(missing.Nodes)}: it "
                    + "was restored or has expired, or spec.runID or spec.items is not right; see kubectl nodegc "
                    + "quarantine"
            ),
            RestoreVerdict.NodesFailed failed => Stalled(
                RestoreReasons.NodesFailed,
                $"{failed.Nodes.Failed} of {ConditionTexts.CountNodes(failed.Nodes.Selected)} failed: "
                    + $"{failed.First}: {failed.Cause}; once that is fixed, create another NodeStorageRestore"
            ),
            RestoreVerdict.Restored done => (
                VerdictState.Ready,
                new ConditionText(RestoreReasons.Restored, Describe(done))
            ),
            _ => throw new InvalidOperationException($"{verdict} is not a verdict"),
        };

    /// <summary>The event of the cleanup whose run was undone, or was not.</summary>
    public static EventNote DescribeEnd(string restore, string message, bool hasFailed) =>
        hasFailed
            ? EventNote.Warning("RestoreFailed", $"NodeStorageRestore {restore}: {message}")
            : EventNote.Normal("Restored", $"NodeStorageRestore {restore}: {message}");

    private static string Describe(RestoreVerdict.Restored done)
    {
        var items = done.Items.Items == 1 ? "1 item" : $"{done.Items.Items} items";
        var skipped = done.Nodes.Skipped == 0 ? "" : $", {done.Nodes.Skipped} had none";
        var result =
            $"{items} ({done.Items.Size}) restored on {ConditionTexts.CountNodes(done.Nodes.Succeeded)}{skipped}";
        return done.Repeating is not { } again
            ? result
            : $"{result}; cleanup {again.Cleanup} removes them again in its next run"
                + (again.Next is { } next ? $" ({UtcText.Of(next)})" : "")
                + " if they are still unused: suspend it, or protect them";
    }

    private static (VerdictState State, ConditionText Text) Stalled(string reason, string message) =>
        (VerdictState.Stalled, new ConditionText(reason, message));

    private static (VerdictState State, ConditionText Text) Reconciling(string reason, string message) =>
        (VerdictState.Reconciling, new ConditionText(reason, message));
}
