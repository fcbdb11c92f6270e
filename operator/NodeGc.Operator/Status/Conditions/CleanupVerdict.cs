using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Rules;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>What has become of a cleanup. One of the cases below; <see cref="ConditionTexts"/> turns it into
/// conditions.</summary>
internal abstract record CleanupVerdict
{
    private CleanupVerdict() { }

    public sealed record Suspended : CleanupVerdict;

    /// <summary>Nothing is due.</summary>
    /// <param name="Next">The next due time; null if there is none.</param>
    public sealed record Scheduled(DateTimeOffset? Next) : CleanupVerdict;

    /// <summary>The end of the window interrupted the run.</summary>
    /// <param name="Nodes">All nodes of the run.</param>
    /// <param name="Next">When it continues; null if it does not.</param>
    public sealed record Interrupted(NodeCounts Nodes, DateTimeOffset? Next) : CleanupVerdict;

    /// <summary><c>spec.rollout.maxConcurrent</c> is 0, and nothing runs.</summary>
    public sealed record Paused(NodeCounts Nodes) : CleanupVerdict;

    /// <summary>No more nodes start in this run.</summary>
    public sealed record RolloutStopped(RolloutPhase Phase, string Cause) : CleanupVerdict;

    public sealed record InvalidSpec(ImmutableArray<SpecProblem> Problems) : CleanupVerdict;

    /// <summary>Fields of the spec or of the orders may be dropped by the server, or it is unknown whether they
    /// are.</summary>
    public sealed record FieldsDropped(DefinitionState Definitions) : CleanupVerdict;

    /// <summary>The server rejected an order.</summary>
    public sealed record OrderRejected(string Cause) : CleanupVerdict;

    /// <summary>Fields may have been dropped when this spec was stored.</summary>
    public sealed record SpecInDoubt : CleanupVerdict;

    public sealed record NoNodes : CleanupVerdict;

    public sealed record NoAgents(int Selected) : CleanupVerdict;

    /// <param name="Nodes">All nodes of the run.</param>
    /// <param name="Rollout">How far the rollout is; null without one.</param>
    public sealed record Progressing(NodeCounts Nodes, RolloutStatus? Rollout) : CleanupVerdict;

    /// <summary>All live nodes are done, but too many are silent.</summary>
    public sealed record NodesNotReporting(NodeCounts Nodes) : CleanupVerdict;

    public sealed record AwaitingApproval(int Nodes, Tally Reclaimable, string Digest) : CleanupVerdict;

    public sealed record ApprovalMismatch(string Approved, string Planned) : CleanupVerdict;

    public sealed record PlanExpired(ImmutableArray<string> Nodes) : CleanupVerdict;

    public sealed record Unhealthy(NodeHealth.Problem Problem) : CleanupVerdict;

    /// <summary>Nodes failed, and are no longer selected.</summary>
    public sealed record FormerNodesFailed(int Failed, int Selected) : CleanupVerdict;

    /// <param name="Finished">Nodes on which the run succeeded.</param>
    /// <param name="Selected">All nodes of the run.</param>
    /// <param name="Skipped">Nodes that were skipped.</param>
    /// <param name="Joined">Nodes that joined later and are not done.</param>
    /// <param name="Nodes">The nodes that are selected now.</param>
    /// <param name="Mode">What the run did.</param>
    /// <param name="Next">The next due time; null without a schedule.</param>
    public sealed record Succeeded(
        int Finished,
        int Selected,
        int Skipped,
        int Joined,
        NodeCounts Nodes,
        CleanupMode Mode,
        DateTimeOffset? Next
    ) : CleanupVerdict;

    /// <param name="Selected">All selected nodes.</param>
    /// <param name="Done">Those that are done.</param>
    /// <param name="Silent">Names of those that are not done and whose agent is silent.</param>
    internal sealed record NodeCounts(int Selected, int Done, ImmutableArray<string> Silent);
}
