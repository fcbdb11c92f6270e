using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Figures;
using NodeGc.Api.Nodes;
using NodeGc.Operator.Planning;

namespace NodeGc.Operator.Reporting;

/// <summary>How far one selected node is with one run.</summary>
internal sealed record NodeProgress(string Name, NodePhase Phase, string? Message)
{
    /// <summary>Why the node has no live agent; null when it has one.</summary>
    public string? Silence { get; init; }

    /// <summary>What the node said about this run; null until it did.</summary>
    public OrderReport? Report { get; init; }

    /// <summary>In mode Approve: whether its plan waits for an approval that the node's order does not hold
    /// yet.</summary>
    public bool AwaitsApproval { get; init; }

    /// <summary>In mode Approve: whether its plan was not approved in time.</summary>
    public bool HasExpired =>
        Report is { Phase: OrderPhase.Skipped, PlanExpirationTime: { } expiry, CompletionTime: { } end }
        && end >= expiry;

    /// <summary>Why its order does not know which images the workloads refer to; null where it does, or need
    /// not.</summary>
    public string? ImagesUnknownReason { get; init; }

    /// <summary>From when on its kubelet acts; null where nobody asked.</summary>
    public KubeletThresholds? Kubelet { get; init; }

    /// <summary>Whether the node holds the run's order, or reported about it.</summary>
    public bool IsInvolved { get; init; }

    /// <summary>Whether the node is done with the run, in one way or the other.</summary>
    public bool HasEnded =>
        Report is { RefusalReason: null, Phase: OrderPhase.Succeeded or OrderPhase.Failed or OrderPhase.Skipped };

    /// <summary>Whether the node is done, has nothing to do with the run, or no agent at all.</summary>
    public bool IsDone => Phase is NodePhase.Succeeded or NodePhase.Failed or NodePhase.Skipped;

    /// <summary>Whether its agent lives and is not done.</summary>
    public bool IsOpen => !IsDone && Silence is null;

    /// <summary>Whether it has an agent that is not done and cannot be heard.</summary>
    public bool IsLate => !IsDone && Silence is not null;

    public bool IsRunning => Phase is NodePhase.Scanning or NodePhase.Planned or NodePhase.Sweeping;

    public ImmutableArray<ClassTotals> ByClass => Report?.ByClass ?? [];

    public static NodeProgress Of(ClusterNode node, Mandate mandate, Liveness liveness)
    {
        var report = mandate.FindReport(node);
        var silence = liveness.FindProblem(node.Storage);
        var (hasOrder, order) = (mandate.IsOn(node), mandate.OrderFor(node));
        var (phase, message) = PhaseOf(
            report,
            node.Storage is not null,
            silence,
            mandate.FindPinProblem(node) ?? Waiting(node, hasOrder)
        );
        return new NodeProgress(node.Name, phase, message)
        {
            Silence = silence,
            Report = report,
            AwaitsApproval =
                mandate.Order.Mode == CleanupMode.Approve && phase == NodePhase.Planned && order.ApprovedPlan is null,
            Kubelet = order.Kubelet,
            ImagesUnknownReason = order.ClusterImages?.UnknownReason,
            IsInvolved = hasOrder || report is not null,
        };
    }

    /// <summary>What ended has ended, whatever became of the agent since. A node whose agent is late is waited for: it
    /// goes on, or begins, once it is heard again. One that has no agent is not.</summary>
    private static (NodePhase Phase, string? Message) PhaseOf(
        OrderReport? report,
        bool hasAgent,
        string? silence,
        string waiting
    ) =>
        report?.Phase switch
        {
            // Once the order is whole it is carried out after all.
            not null when report.RefusalReason is not null => (NodePhase.Pending, report.Message),
            OrderPhase.Succeeded => (NodePhase.Succeeded, report.Message),
            OrderPhase.Failed => (NodePhase.Failed, report.Message ?? report.Errors.FirstOrDefault()?.Message),
            OrderPhase.Skipped => (NodePhase.Skipped, report.Message),
            { } phase when silence is not null => (NodePhase.Pending, $"{silence}; the last it said was {phase}"),
            OrderPhase.Scanning => (NodePhase.Scanning, report.Message),
            OrderPhase.Planned => (NodePhase.Planned, report.Message),
            OrderPhase.Sweeping => (NodePhase.Sweeping, report.Message),
            _ when silence is not null => (hasAgent ? NodePhase.Pending : NodePhase.Skipped, silence),
            _ => (NodePhase.Pending, waiting),
        };

    private static string Waiting(ClusterNode node, bool hasOrder) =>
        (hasOrder, node.Orders.Length) switch
        {
            (true, _) => "the order is given; the agent has not begun",
            (false, >= RolloutPlanner.MostOrders) =>
                $"the node holds {RolloutPlanner.MostOrders} orders already, the most it may; this one waits until another is withdrawn",
            _ => "the order is about to be given",
        };
}
