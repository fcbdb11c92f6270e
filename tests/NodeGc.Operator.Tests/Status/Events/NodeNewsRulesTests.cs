using NodeGc.Api.Nodes;
using NodeGc.Operator.Status.Events;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status.Events;

/// <summary>What is news about a node, and what is not.</summary>
public sealed class NodeNewsRulesTests
{
    [Test]
    public void A_run_that_removed_nothing_is_no_news() =>
        Assert.That(Find(NodeEventCases.Reporting(OrderPhase.Succeeded, "0 to remove")), Is.Empty);

    [TestCase(OrderPhase.Scanning)]
    [TestCase(OrderPhase.Planned)]
    [TestCase(OrderPhase.Skipped)]
    public void A_run_that_has_not_changed_anything_is_no_news(OrderPhase phase) =>
        Assert.That(Find(NodeEventCases.Reporting(phase, "waiting")), Is.Empty);

    [Test]
    public void A_healthy_node_is_no_news()
    {
        Assert.That(Find(NodeEventCases.With("Ready", "True", NodeReasons.AgentReady, "")), Is.Empty);
        Assert.That(Find(NodeEventCases.With("MetadataDamaged", "False", NodeReasons.NotFound, "")), Is.Empty);
        Assert.That(Find(NodeEventCases.With("StoreUnsettled", "True", NodeReasons.Found, "")), Is.Empty);
        Assert.That(
            Find(NodeEventCases.With("Ready", "False", NodeReasons.MetadataNotUnderstood, "")),
            Is.Empty,
            "another condition says what"
        );
    }

    [TestCase(
        RestorePhase.Succeeded,
        "StorageRestored",
        "Restored overlay2/a, overlay2/b of run r-1 from the quarantine"
    )]
    [TestCase(RestorePhase.Failed, "StorageRestoreFailed", "Failed to restore overlay2/a, overlay2/b of run r-1: why")]
    [TestCase(RestorePhase.Skipped, null, null)]
    [TestCase(RestorePhase.Restoring, null, null)]
    public void What_a_restore_of_the_cluster_did_on_the_node_is_news(RestorePhase phase, string? reason, string? text)
    {
        var order = new RestoreOrder
        {
            Name = "undo",
            Uid = "u-1",
            RunId = "r-1",
            Items = ["overlay2/a", "overlay2/b"],
            ExpirationTime = Given.Now,
        };
        var report = new RestoreReport
        {
            Name = "undo",
            Uid = "u-1",
            Phase = phase,
            Message = "why",
            CompletionTime = Given.Now,
        };
        var storage = Given.Node("n1").Alive().Storage!;
        storage = storage with
        {
            Spec = new NodeStorageSpec { Restores = [order] },
            Status = storage.Status! with { Restores = [report] },
        };

        Assert.That(
            Find(storage).Select(news => (news.Occurrence.Note.Reason, news.Occurrence.Note.Message, news.RestoredRun)),
            Is.EqualTo(reason is null ? [] : new (string, string, string?)[] { (reason, text!, null) })
        );
    }

    [Test]
    public void What_happened_long_ago_is_no_news() =>
        Assert.That(
            NodeNewsRules.Find(NodeEventCases.Removing("2 quarantined"), Given.Now + TimeSpan.FromMinutes(31)),
            Is.Empty
        );

    [Test]
    public void The_same_news_have_the_same_id_whenever_they_are_found()
    {
        var storage = NodeEventCases.Removing("2 quarantined");
        var later = NodeNewsRules.Find(storage, Given.Now + TimeSpan.FromMinutes(29)).Single();
        Assert.That(later.Occurrence.Id, Is.EqualTo(Find(storage).Single().Occurrence.Id));
    }

    [Test]
    public void Another_attempt_of_a_run_is_news_of_its_own()
    {
        var first = NodeEventCases.Removing("2 quarantined");
        var second = first with
        {
            Status = first.Status! with { Orders = [first.Status.Orders[0] with { Attempt = 1 }] },
        };
        Assert.That(Find(second).Single().Occurrence.Id, Is.Not.EqualTo(Find(first).Single().Occurrence.Id));
    }

    [Test]
    public void A_condition_that_comes_and_goes_is_reported_once_an_hour()
    {
        string[] ids =
        [
            .. new[] { 0, 20, 59, 61 }.Select(minutes =>
            {
                var at = Given.Now + TimeSpan.FromMinutes(minutes);
                var storage = NodeEventCases.With("EngineUnreachable", "True", NodeReasons.Found, "no answer");
                var condition = storage.Status!.Conditions[0] with { LastTransitionTime = at };
                return NodeNewsRules
                    .Find(storage with { Status = storage.Status with { Conditions = [condition] } }, at)
                    .Single()
                    .Occurrence.Id;
            }),
        ];
        Assert.That(ids.Distinct().Count(), Is.EqualTo(2));
    }

    private static IEnumerable<NodeNews> Find(NodeStorage storage) => NodeNewsRules.Find(storage, Given.Now);
}
