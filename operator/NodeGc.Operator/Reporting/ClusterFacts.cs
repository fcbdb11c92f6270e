using NodeGc.Api.Cleanups;
using NodeGc.Operator.Definitions;

namespace NodeGc.Operator.Reporting;

/// <summary>What is known of the cluster beside its nodes.</summary>
/// <param name="Definitions">What the server keeps of what is written.</param>
/// <param name="Cleanups">All cleanups, this one included.</param>
internal sealed record ClusterFacts(DefinitionState Definitions, IReadOnlyList<NodeStorageCleanup> Cleanups)
{
    /// <summary>Definitions of this release, and no other cleanup.</summary>
    public static ClusterFacts Plain { get; } = new(DefinitionState.Complete, []);
}
