using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Api;
using NodeGc.Api.Cleanups;

namespace NodeGc.Operator.Dashboard.Commands;

/// <summary>The commands for a cleanup.</summary>
internal static class CleanupCommands
{
    /// <summary>What can be done now, the most urgent first.</summary>
    public static ImmutableArray<Command> List(NodeStorageCleanup cleanup) =>
        [.. Approvals(cleanup), Suspension(cleanup), .. Restores(cleanup), .. Modes(cleanup), Show(cleanup)];

    /// <summary>The approval of the current plan, or its withdrawal; empty in another mode or without a plan.</summary>
    public static IEnumerable<Command> Approvals(NodeStorageCleanup cleanup)
    {
        if (cleanup is not { Spec.Mode: CleanupMode.Approve })
            yield break;
        if (cleanup.Status?.LastRun?.PlanDigest is { } digest && digest != cleanup.Spec.ApprovedPlan)
            yield return new Command(
                "Approve the plans of all nodes",
                Patch(cleanup, new JsonObject { ["approvedPlan"] = digest }),
                "Each node removes what is in its plan, and nothing that is used again or has changed since."
            );
        if (cleanup.Spec.ApprovedPlan is not null)
            yield return new Command(
                "Withdraw the approval",
                Patch(cleanup, new JsonObject { ["approvedPlan"] = null }),
                "Plans that are not carried out yet wait for an approval again."
            );
    }

    private static Command Suspension(NodeStorageCleanup cleanup) =>
        cleanup.Spec.Suspend
            ? new Command("Resume", Patch(cleanup, new JsonObject { ["suspend"] = false }))
            : new Command(
                "Suspend",
                Patch(cleanup, new JsonObject { ["suspend"] = true }),
                "No new run starts, and running sweeps stop gracefully."
            );

    /// <summary>Undoes the last run on all nodes; empty if it has quarantined nothing.</summary>
    private static IEnumerable<Command> Restores(NodeStorageCleanup cleanup)
    {
        if (cleanup.Status?.LastRun is not { Quarantined.Items: > 0 } run)
            yield break;
        var restore = new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = ResourceTypes.NodeStorageRestores.Kind,
            ["metadata"] = new JsonObject { ["generateName"] = "undo-" },
            ["spec"] = new JsonObject { ["runID"] = run.Id },
        };
        yield return new Command(
            "Restore on all nodes what the last run removed",
            $"kubectl create -f - <<< {ShellWord.Quote(restore.ToJsonString())}",
            "Moves what is still in quarantine back to where it was. Suspend the cleanup first: its next run would "
                + "remove it again."
        );
    }

    private static IEnumerable<Command> Modes(NodeStorageCleanup cleanup) =>
        from mode in Enum.GetValues<CleanupMode>()
        where mode != cleanup.Spec.Mode
        select new Command($"Set the mode to {mode}", Patch(cleanup, SetMode(cleanup.Spec, mode)), Note(mode));

    // An approval in another mode is invalid and would stall the cleanup.
    private static JsonObject SetMode(NodeStorageCleanupSpec spec, CleanupMode mode)
    {
        var change = new JsonObject { ["mode"] = mode.ToString() };
        if (spec.ApprovedPlan is not null && mode != CleanupMode.Approve)
            change["approvedPlan"] = null;
        return change;
    }

    private static string Note(CleanupMode mode) =>
        mode switch
        {
            CleanupMode.Report => "A new run starts. It reports what would be removed, and removes nothing.",
            CleanupMode.Approve => "A new run starts. It makes a plan for each node and waits for your approval.",
            CleanupMode.Enforce => "A new run starts, and removes what it finds.",
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "not a mode"),
        };

    private static Command Show(NodeStorageCleanup cleanup) =>
        new("Show conditions and events", $"kubectl describe nodestoragecleanup {Name(cleanup)}");

    private static string Patch(NodeStorageCleanup cleanup, JsonObject change)
    {
        var patch = new JsonObject { ["spec"] = change }.ToJsonString();
        return $"kubectl patch nodestoragecleanup {Name(cleanup)} --type merge -p {ShellWord.Quote(patch)}";
    }

    private static string Name(NodeStorageCleanup cleanup) => ShellWord.Quote(cleanup.Metadata.Name ?? "");
}
