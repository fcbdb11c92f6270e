using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Tests.Planning;

public sealed class PlannerTests
{
    [Test]
    public void An_empty_store_gives_an_empty_plan()
    {
        var plan = Graph().Plan();
        Assert.That(
            (plan.Items.Length, plan.Held.Length, plan.LiveCount, plan.Reclaimable),
            Is.EqualTo((0, 0, 0, Bytes.Zero))
        );
    }

    [Test]
    public void Dependents_are_removed_before_what_they_need_and_names_decide_where_there_is_a_choice() =>
        Assert.That(
            Graph("a -> z", "c -> z", "b", "z -> base").Plan().Going(),
            Is.EqualTo(new[] { "a", "b", "c", "z", "base" })
        );

    [Test]
    public void A_chain_over_something_not_on_disk_is_kept_in_order() =>
        Assert.That(Graph("z -> lost -> a").Missing("lost").Plan().Going(), Is.EqualTo(new[] { "z", "a" }));

    [Test]
    public void What_is_part_of_a_dependency_cycle_is_kept_with_all_it_needs()
    {
        var plan = Graph("above -> a -> b -> a", "b -> below").Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "above" }));
        Assert.That(plan.Held.Select(item => item.Reason.Rule), Is.EqualTo(new[] { "Cycle", "Cycle", "Cycle" }));
    }

    [Test]
    public void What_needs_itself_is_kept() =>
        Assert.That(Graph("a -> a").Plan().RuleHolding("a"), Is.EqualTo("Cycle"));

    [Test]
    public void A_cycle_over_something_not_on_disk_keeps_what_it_needs() =>
        Assert.That(
            Graph("a -> b -> a", "b -> lost -> c").Missing("lost").Plan().RuleHolding("c"),
            Is.EqualTo("Cycle")
        );

    [Test]
    public void A_volume_that_the_engine_knows_is_removed_through_it_and_all_else_through_the_filesystem()
    {
        var plan = Graph("volume:known", "volume:stray", "data").WithVolume("stray", isKnown: false).Plan();
        Assert.That(
            plan.Items.Select(item => item.Removal),
            Is.EqualTo(new[] { RemovalMethod.Engine, RemovalMethod.Filesystem, RemovalMethod.Filesystem })
        );
    }

    [Test]
    public void An_item_says_what_it_is_and_why_it_is_removed()
    {
        var item = Graph("data").Plan().Item("data");
        Assert.That(
            (item.Class, item.Id, item.Directory.Path, item.Size),
            Is.EqualTo((CleanupClass.Layers, Id("data"), "overlay2/data", new Bytes(10)))
        );
        Assert.That(
            item.Reason,
            Is.EqualTo(
                "unreferenced; checked: images, layers, containers, build cache records, mounts, open files, and "
                    + "all directories that these need; "
                    + "unchanged since 2026-10-22T04:00:00Z; seen as garbage in 2 scans since 2026-11-21T03:40:00Z"
            )
        );
    }

    [Test]
    public void The_reason_of_a_store_says_what_was_searched()
    {
        var item = Graph("store:aufs").NamingStores("aufs").Plan().Item("store:aufs");
        Assert.That(
            (item.Class, item.Removal, item.Directory.Path),
            Is.EqualTo((CleanupClass.Stores, RemovalMethod.Filesystem, "aufs"))
        );
        Assert.That(
            item.Reason,
            Does.StartWith(
                "the engine uses overlay2; nothing in it is referenced; checked: containers, build cache records"
            )
        );
    }

    [TestCase(false, true, "unknown to the engine; unreferenced; checked: metadata, containers, mounts, open files")]
    [TestCase(
        true,
        true,
        "created by the engine for a container that no longer exists; unreferenced; checked: containers, mounts, "
            + "open files"
    )]
    [TestCase(true, false, "unreferenced; checked: containers, mounts, open files")]
    public void The_reason_of_a_volume_says_whose_it_was(bool isKnown, bool isAnonymous, string reason) =>
        Assert.That(
            Graph("volume:v").WithVolume("v", isKnown, isAnonymous).Plan().Item("volume:v").Reason,
            Does.StartWith(reason + ";")
        );

    [Test]
    public void Carries_the_store_and_the_evidence()
    {
        var node = Graph("data");
        node = node with
        {
            Inventory = node.Inventory with { Evidence = [new Evidence(EvidenceSource.Kernel, "212 processes")] },
        };
        Assert.That(node.Plan().Evidence, Is.EqualTo(node.Inventory.Evidence));
        Assert.That(node.Plan().Store, Is.EqualTo(node.Inventory.Store));
    }

    [Test]
    public void Counts_what_lives_and_lists_what_is_held()
    {
        var plan = Graph("container:web -> a -> b", "young", "orphan").Changed("young", TimeSpan.Zero).Plan();
        Assert.That(plan.LiveCount, Is.EqualTo(2));
        Assert.That(
            plan.Held.Select(item => (item.Class, item.Resource.Id, item.Size)),
            Is.EqualTo(new[] { (CleanupClass.Layers, Id("young"), new Bytes(10)) })
        );
        Assert.That(plan.Reclaimable, Is.EqualTo(new Bytes(10)));
    }

    [Test]
    public void What_is_not_on_disk_is_not_a_candidate() =>
        Assert.That(
            Graph("volume:lost").Missing("volume:lost").Plan()
                is { Items.IsEmpty: true, Held.IsEmpty: true, LiveCount: 0 }
        );
}
