using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Rules;

/// <summary>Rules that a schema cannot express. If there is a problem, the operator stalls the cleanup, and the agent
/// refuses the order. If there is none, every duration and quantity in it can be parsed.</summary>
public static class CleanupSpecRules
{
    public static ImmutableArray<SpecProblem> Check(NodeStorageCleanupSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return
        [
            .. NodeSelector(spec.NodeSelector),
            .. ApprovalRules.Check("spec.approvedPlan", spec.Mode, spec.ApprovedPlan),
            .. Times(spec),
            .. RolloutRules.Check("spec.rollout", spec.Rollout),
            .. Policy("spec", new(spec.When, spec.Collect, spec.Protect, spec.Disposal, spec.Limits)),
        ];
    }

    /// <summary>Field paths start at the order: <c>collect.layers.minAge</c>.</summary>
    public static ImmutableArray<SpecProblem> Check(CleanupOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return
        [
            .. RunIdRules.Check("runID", order.RunId),
            .. ApprovalRules.Check("approvedPlan", order.Mode, order.ApprovedPlan),
            .. ApprovalRules.Check("approvedRunDigest", order.Mode, order.ApprovedRunDigest),
            .. Policy("", new(order.When, order.Collect, order.Protect, order.Disposal, order.Limits)),
            .. ProtectRules.Check("alsoProtect", ProtectSpec.Nothing.With(order.AlsoProtect)),
        ];
    }

    private static IEnumerable<SpecProblem> NodeSelector(LabelSelector? selector) =>
        selector?.FindProblem() is { } problem ? [new SpecProblem("spec.nodeSelector", problem)] : [];

    // Whether the expression and the time zone are understood only the operator can say.
    private static IEnumerable<SpecProblem> Times(NodeStorageCleanupSpec spec)
    {
        if (spec.Window is { } window)
        {
            foreach (var problem in DurationRules.Window.Check("spec.window", window))
                yield return problem;
        }
        if (spec.Schedule is not null)
            yield break;
        if (spec.Window is not null)
            yield return new SpecProblem("spec.window", "requires schedule");
        if (!spec.Days.IsEmpty)
            yield return new SpecProblem("spec.days", "requires schedule");
    }

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
