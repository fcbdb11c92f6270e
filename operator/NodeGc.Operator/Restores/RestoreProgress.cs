using NodeGc.Api.Figures;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Restores;

/// <summary>How far a restore is on one node.</summary>
/// <param name="Name">The node.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Message">Details; null if there are none.</param>
/// <param name="Restored">What it has restored.</param>
/// <param name="Failed">What it could not restore.</param>
internal sealed record RestoreProgress(string Name, RestorePhase Phase, string? Message, Tally Restored, Tally Failed)
{
    /// <summary>How long after the expiration an answer is still expected: the agent may have begun just before
    /// it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public bool HasEnded => Phase is RestorePhase.Succeeded or RestorePhase.Failed or RestorePhase.Skipped;

    public static RestoreProgress Find(ClusterNode node, NodeStorageRestore restore, Liveness liveness)
    {
        var report = node.Storage?.Status?.Restores.FirstOrDefault(one => one.Uid == restore.Metadata.Uid);
        if (report is not null && (report.HasEnded() || !IsOver(restore, liveness.Now)))
            return new(node.Name, report.Phase, report.Message, report.Restored, report.Failed);
        // Without a NodeStorage, no agent has been given anything to carry out.
        if (node.Storage is null)
            return Of(node, RestorePhase.Skipped, "the node has no NodeStorage: no agent runs on it");
        var problem = liveness.FindProblem(node.Storage);
        return IsOver(restore, liveness.Now)
            ? Of(node, RestorePhase.Failed, $"not done by {Expiration(restore)}: {problem ?? WhyLate(report)}")
            : Of(node, RestorePhase.Pending, problem);
    }

    /// <summary>Whether no more answers are awaited.</summary>
    private static bool IsOver(NodeStorageRestore restore, DateTimeOffset now) =>
        restore.Status?.ExpirationTime is { } end && now > end + Grace;

    private static string WhyLate(RestoreReport? report) =>
        report is null ? "its agent did not answer; see its log, and upgrade it if it is of an older release"
        : report.Message is { } message ? $"its agent is still at it: {message}"
        : "its agent is still at it";

    private static string Expiration(NodeStorageRestore restore) => UtcText.Of(restore.Status!.ExpirationTime!.Value);

    private static RestoreProgress Of(ClusterNode node, RestorePhase phase, string? message) =>
        new(node.Name, phase, message, Tally.Zero, Tally.Zero);
}
