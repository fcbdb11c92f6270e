using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Rules;

/// <summary>
/// What the schema cannot say about a spec. The operator stalls a cleanup, and the agent refuses an order, that has a
/// problem; when there is none, every duration and quantity in it can be parsed.
/// </summary>
public static class CleanupSpecRules
{
    public static ImmutableArray<SpecProblem> Check(NodeStorageCleanupSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return
        [
            .. NodeSelector(spec.NodeSelector),
            .. ApprovalRules.Check("spec.approvedPlan", spec.Mode, spec.ApprovedPlan),
            .. Policy("spec", new(spec.When, spec.Collect, spec.Protect, spec.Disposal, spec.Limits)),
        ];
    }

    /// <summary>Fields are named from the order's root: <c>collect.layers.minAge</c>.</summary>
    public static ImmutableArray<SpecProblem> Check(CleanupOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return
        [
            .. RunIdRules.Check("runId", order.RunId),
            .. ApprovalRules.Check("approvedPlan", order.Mode, order.ApprovedPlan),
            .. ApprovalRules.Check("approval", order.Mode, order.Approval),
            .. Policy("", new(order.When, order.Collect, order.Protect, order.Disposal, order.Limits)),
            .. ProtectRules.Check("alsoProtect", ProtectSpec.Nothing.With(order.AlsoProtect)),
        ];
    }

    private static IEnumerable<SpecProblem> NodeSelector(LabelSelector? selector) =>
        selector?.FindProblem() is { } problem ? [new SpecProblem("spec.nodeSelector", problem)] : [];

    private static IEnumerable<SpecProblem> Policy(string at, Parts policy) =>
        [
            .. WhenRules.Check(Path(at, "when"), policy.When),
            .. CollectRules.Check(Path(at, "collect"), policy.Collect),
            .. ProtectRules.Check(Path(at, "protect"), policy.Protect),
            .. DurationRules.Quarantine.Check(Path(at, "disposal.quarantine"), policy.Disposal.Quarantine),
            .. LimitRules.Check(Path(at, "limits"), policy.Limits),
        ];

    private static string Path(string at, string field) => at.Length == 0 ? field : $"{at}.{field}";

    private sealed record Parts(
        WhenSpec? When,
        CollectSpec Collect,
        ProtectSpec Protect,
        DisposalSpec Disposal,
        LimitsSpec Limits
    );
}
