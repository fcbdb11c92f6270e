using System.Collections.Immutable;
using NodeGc.Agent.StoredPlans;
using NodeGc.Api.Cleanups;

namespace NodeGc.Agent.Policies;

/// <summary>A cleanup on a single host without Kubernetes: no field is ignored silently.</summary>
/// <param name="Policy">The policy in the form of the API.</param>
internal sealed record HostPolicy(PolicySpec Policy)
{
    /// <summary>Why <c>clean</c> rejects it; null if it does not.</summary>
    public CleanRefusal? Refusal { get; init; }

    /// <summary>The fields that have no effect here, one sentence each.</summary>
    public ImmutableArray<string> WithoutEffect { get; init; } = [];

    /// <summary>Applies <paramref name="spec"/> to this host.</summary>
    /// <param name="spec">The cleanup.</param>
    /// <param name="labels">The labels that the host would have as a node; null if not given.</param>
    public static HostPolicy From(NodeStorageCleanupSpec spec, ImmutableDictionary<string, string>? labels)
    {
        var refusal = CleanRefusal.Find(spec, labels);
        var because = refusal is { HoldsForPlans: true } ? refusal.Message : null;
        return new HostPolicy(PolicySpec.From(spec) with { RefusalReason = because })
        {
            Refusal = refusal,
            WithoutEffect = [.. Ignored(spec, labels)],
        };
    }

    private static IEnumerable<string> Ignored(NodeStorageCleanupSpec spec, ImmutableDictionary<string, string>? labels)
    {
        if (CleanRefusal.Selects(spec.NodeSelector) && labels is null)
            yield return "spec.nodeSelector is ignored on a single host; use --node-labels KEY=VALUE to match it";
        if (spec.ApprovedPlan is not null)
            yield return "spec.approvedPlan has no effect on a single host; "
                + "apply a reviewed plan file with clean --plan FILE";
        if (spec.Schedule is not null)
            yield return "spec.schedule has no effect on a single host; use the systemd timer or cron";
        if (spec.RunOnce is not null)
            yield return "spec.runOnce has no effect on a single host: each clean is a run";
        if (spec.Rollout is not null)
            yield return "spec.rollout has no effect on a single host";
        if (spec.Priority != 0)
            yield return "spec.priority has no effect on a single host";
        if (spec is { Collect.Images: not null, Protect.ClusterImages: true })
        {
            yield return "spec.protect.clusterImages has no effect on a single host: "
                + "the images used by a cluster's workloads are not known here";
        }
    }
}
