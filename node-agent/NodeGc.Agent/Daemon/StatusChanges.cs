using System.Text.Json.Nodes;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Decides which changes are published at once, which soon, and which rarely. Pure. This bounds how often a
/// node writes.</summary>
internal static class StatusChanges
{
    /// <summary>Changes that are neither urgent nor figures of usage are written together after this time. A little
    /// less than the time between two checks.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(29);

    /// <summary>Usage changes all the time, so small steps of it are written this rarely.</summary>
    public static readonly TimeSpan Rarely = TimeSpan.FromMinutes(10);

    /// <summary>Whether a run started, changed its phase or was withdrawn, a restore did, a request was answered, or
    /// a condition or the agent instance changed.</summary>
    public static bool IsUrgent(NodeStorageStatus before, NodeStorageStatus after) =>
        before.Agent?.Instance != after.Agent?.Instance
        || after.Answers.Any(answer => before.Answers.All(known => known.Id != answer.Id))
        || !Restores(before).SetEquals(Restores(after))
        || !Phases(before).SetEquals(Phases(after))
        || !Conditions(before).SetEquals(Conditions(after));

    /// <summary>How long after the last write the difference between two statuses is written.</summary>
    public static TimeSpan GetDelay(NodeStorageStatus before, NodeStorageStatus after) =>
        IsUrgent(before, after) ? TimeSpan.Zero
        : JsonNode.DeepEquals(WithoutUsage(before), WithoutUsage(after)) ? Rarely
        : Soon;

    /// <summary>All but figures that change without a run: a step of one percent of the filesystem, the contents of the
    /// quarantine, and everything about orders and requests remain.</summary>
    private static JsonObject WithoutUsage(NodeStorageStatus status) =>
        StatusPatch.Create(
            status with
            {
                Storage = status.Storage is not { } storage
                    ? null
                    : storage with
                    {
                        UsedBytes = 0,
                        FreeBytes = 0,
                        FreeInodes = 0,
                        CapacityInodes = 0,
                        Classes = [],
                    },
                DataRoots =
                [
                    .. status.DataRoots.Select(root => new DataRootReport
                    {
                        Path = root.Path,
                        Driver = root.Driver,
                        EngineVersion = root.EngineVersion,
                        Quarantine = root.Quarantine,
                    }),
                ],
            }
        );

    private static HashSet<(string Cleanup, string Run, OrderPhase Phase)> Phases(NodeStorageStatus status) =>
        [.. status.Orders.Select(report => (report.Cleanup, report.RunId, report.Phase))];

    private static HashSet<(string Uid, RestorePhase Phase)> Restores(NodeStorageStatus status) =>
        [.. status.Restores.Select(report => (report.Uid, report.Phase))];

    private static HashSet<(string Type, string Status, string Reason)> Conditions(NodeStorageStatus status) =>
        [.. status.Conditions.Select(condition => (condition.Type, condition.Status, condition.Reason))];
}
