using NodeGc.Kubernetes.Events;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Operator.Status.Events;
using NodeGc.Operator.Tests.Builders;

namespace NodeGc.Operator.Tests.Status.Events;

/// <summary>What waits to be written, and what is dropped.</summary>
public sealed class NodeNewsQueueTests
{
    [Test]
    public void Warnings_come_first_and_each_once()
    {
        var queue = new NodeNewsQueue(10);
        queue.Add([Normal("n1"), Warning("n2"), Normal("n1")]);
        queue.Add([Normal("n1"), Warning("n3")]);
        Assert.That(queue.Take(2).Select(news => news.Node), Is.EqualTo(["n2", "n3"]));
        Assert.That(queue.Take(2).Select(news => news.Node), Is.EqualTo(["n1"]));
        queue.Add([Normal("n1")]);
        Assert.That(queue.Take(2), Is.Empty, "it was written");
    }

    [Test]
    public void It_is_bounded_and_a_flood_of_one_kind_leaves_room_for_the_other()
    {
        var queue = new NodeNewsQueue(10);
        var dropped = queue.Add(Enumerable.Range(0, 5000).Select(n => Normal($"n{n}")));
        Assert.That((dropped, queue.Count), Is.EqualTo((4995, 5)));
        Assert.That(queue.Add([Warning("n1")]), Is.Zero);
        Assert.That(queue.Add([Normal("n0")]), Is.Zero, "it waits already");
    }

    [Test]
    public void What_is_not_found_any_more_is_forgotten()
    {
        var queue = new NodeNewsQueue(10);
        queue.Add([Normal("n1")]);
        queue.Take(1);
        queue.Forget(Given.Now + TimeSpan.FromMinutes(59));
        Assert.That(Added(queue), Is.Zero);
        queue.Forget(Given.Now + TimeSpan.FromMinutes(61));
        Assert.That(Added(queue), Is.EqualTo(1));
    }

    private static int Added(NodeNewsQueue queue)
    {
        queue.Add([Normal("n1")]);
        return queue.Count;
    }

    private static NodeNews Normal(string node) => Create(node, EventNote.Normal("Done", "done"));

    private static NodeNews Warning(string node) => Create(node, EventNote.Warning("Failed", "failed"));

    private static NodeNews Create(string node, EventNote note) =>
        new(node, new EventOccurrence(ObjectReference.ToNode(node), note, "run", Given.Now));
}
