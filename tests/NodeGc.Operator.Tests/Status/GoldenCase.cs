using NodeGc.Api.Cleanups;
using NodeGc.Operator.Cluster;
using NodeGc.Operator.Status;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status;

/// <summary>A cleanup in a situation, of which the golden file shows every text.</summary>
/// <param name="Name">The situation.</param>
/// <param name="Cleanup">With its status before, if it has one.</param>
/// <param name="Nodes">All nodes of the cluster.</param>
internal sealed record GoldenCase(string Name, NodeStorageCleanup Cleanup, params ClusterNode[] Nodes)
{
    public ClusterFacts Facts { get; init; } = ClusterFacts.Plain;

    /// <summary>How long after the other situations this one is.</summary>
    public TimeSpan Later { get; init; }

    /// <summary>The status that the situation leads to.</summary>
    public NodeStorageCleanupStatus Status =>
        CleanupStatus.Fold(Cleanup, Nodes, Given.Liveness with { Now = Given.Now + Later }, Facts);

    /// <summary>The same cleanup later.</summary>
    public GoldenCase Then(string name, params ClusterNode[] nodes) => new(name, Cleanup.Saying(Status), nodes);
}
