using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Objects;
using NodeGc.Operator.Status;
using NodeGc.Operator.Status.Events;
using NodeGc.Operator.Tests.Builders;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Operator.Tests.Laws;

/// <summary>What holds for the status of a cleanup in every cluster.</summary>
[TestFixture]
public sealed class ReportingLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool Folding_its_own_result_gives_the_same_bytes(ClusterCase cluster) =>
        cluster.Cleanups.All(cleanup =>
        {
            var once = Fold(cleanup, cluster);
            return once.Bytes().SequenceEqual(Fold(cleanup.Saying(once), cluster, seconds: 20).Bytes());
        });

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool The_order_of_nodes_decides_nothing(ClusterCase cluster) =>
        cluster.Cleanups.All(cleanup =>
            Fold(cleanup, cluster)
                .Bytes()
                .SequenceEqual(
                    CleanupStatus.Fold(cleanup, cluster.Nodes.Reverse(), Given.Liveness, ClusterFacts.Plain).Bytes()
                )
        );

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool Every_selected_node_is_counted_exactly_once(ClusterCase cluster) =>
        cluster
            .Cleanups.Select(cleanup => Fold(cleanup, cluster).LastRun?.Nodes)
            .OfType<NodeCounts>()
            .All(counts =>
                counts.Selected == counts.Pending + counts.Running + counts.Succeeded + counts.Failed + counts.Skipped
            );

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool At_most_one_of_Ready_and_Reconciling_and_Stalled_is_true(ClusterCase cluster) =>
        cluster.Cleanups.All(cleanup =>
            new[] { CleanupConditions.Ready, CleanupConditions.Reconciling, CleanupConditions.Stalled }.Count(type =>
                Fold(cleanup, cluster).Conditions.IsTrue(type)
            ) <= 1
        );

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool A_run_goes_on_or_stands_in_the_history(ClusterCase cluster) =>
        cluster
            .Cleanups.Select(cleanup => Fold(cleanup, cluster))
            .All(status =>
                status.LastRun is not { } run
                || (run.CompletionTime is null) != status.History.Any(finished => finished.Id == run.Id)
            );

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool What_has_not_changed_is_not_told(ClusterCase cluster) =>
        cluster.Cleanups.All(cleanup =>
        {
            var once = Fold(cleanup, cluster);
            return CleanupTransitions.Between(once, Fold(cleanup.Saying(once), cluster)).IsEmpty;
        });

    [Property(Arbitrary = [typeof(ClusterCases)], MaxTest = Runs)]
    public bool What_is_finished_never_shrinks_when_nodes_leave(ClusterCase cluster) =>
        cluster.Cleanups.All(cleanup =>
        {
            var before = Fold(cleanup, cluster);
            return Enumerable
                .Range(0, cluster.Nodes.Count + 1)
                .All(left =>
                    KeepsRecord(
                        before.LastRun,
                        CleanupStatus
                            .Fold(cleanup.Saying(before), cluster.Nodes.Skip(left), Given.Liveness, ClusterFacts.Plain)
                            .LastRun
                    )
                );
        });

    private static bool KeepsRecord(CleanupRun? before, CleanupRun? after) =>
        before is null
        || (
            after is not null
            && after.Nodes.Succeeded >= before.Nodes.Succeeded
            && after.Nodes.Failed >= before.Nodes.Failed
            && after.Quarantined.Bytes >= before.Quarantined.Bytes
            && after.Reclaimed.Bytes >= before.Reclaimed.Bytes
            && (before.CompletionTime is null || after.CompletionTime == before.CompletionTime)
        );

    private static NodeStorageCleanupStatus Fold(NodeStorageCleanup cleanup, ClusterCase cluster, int seconds = 0) =>
        CleanupStatus.Fold(
            cleanup,
            cluster.Nodes,
            Given.Liveness with
            {
                Now = Given.Now.AddSeconds(seconds),
            },
            ClusterFacts.Plain
        );
}
