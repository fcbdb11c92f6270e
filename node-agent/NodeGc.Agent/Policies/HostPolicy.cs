using System.Collections.Immutable;
using NodeGc.Agent.Plans;
using NodeGc.Api.Cleanups;

namespace NodeGc.Agent.Policies;

/// <summary>What a cleanup comes to on one host without Kubernetes: nothing in the document is overlooked in
/// silence.</summary>
/// <param name="Policy">What is collected, and how, in the contract's own words.</param>
internal sealed record HostPolicy(KeptPolicy Policy)
{
    /// <summary>Why <c>clean</c> does not carry it out; null where it does.</summary>
    public CleanRefusal? Refusal { get; init; }

    /// <summary>What of the document has no effect here, each in a sentence.</summary>
    public ImmutableArray<string> WithoutEffect { get; init; } = [];

    /// <summary>Holds the whole of <paramref name="spec"/> against this host.</summary>
    /// <param name="spec">The cleanup.</param>
    /// <param name="labels">The labels that the host would have as a node; null where nobody gave them.</param>
    public static HostPolicy Of(NodeStorageCleanupSpec spec, ImmutableDictionary<string, string>? labels)
    {
        var refusal = CleanRefusal.Find(spec, labels);
        var because = refusal is { HoldsForPlans: true } ? refusal.Message : null;
        return new HostPolicy(KeptPolicy.Of(spec) with { RefusalReason = because })
        {
            Refusal = refusal,
            WithoutEffect = [.. Ignored(spec, labels)],
        };
    }

    private static IEnumerable<string> Ignored(NodeStorageCleanupSpec spec, ImmutableDictionary<string, string>? labels)
    {
        if (CleanRefusal.Selects(spec.NodeSelector) && labels is null)
            yield return "spec.nodeSelector is ignored on one host; give --node-labels KEY=VALUE to have it matched";
        if (spec.ApprovedPlan is not null)
            yield return "spec.approvedPlan has no effect on one host: approve a plan file there (clean --plan FILE)";
        if (spec is { Collect.Images: not null, Protect.ClusterImages: true })
        {
            yield return "spec.protect.clusterImages has no effect on one host: "
                + "which images the workloads of a cluster refer to is not known here";
        }
    }
}
