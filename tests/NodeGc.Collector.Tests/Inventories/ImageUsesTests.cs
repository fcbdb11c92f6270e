using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Tests.Inventories;

internal sealed class ImageUsesTests
{
    private static readonly Node Engine = Graph(
            "container:web -> image:nginx",
            "tag:nginx:1 -> image:nginx",
            "tag:old:1 -> image:old"
        )
        .AllKnown();

    private static readonly DateTimeOffset Lately = Node.Now.AddMinutes(-10);

    [Test]
    public void A_container_at_work_uses_its_image_now() =>
        Assert.That(
            ImageUses.None.Learn(Engine.Known("container:web", isInUse: true).Inventory).ById,
            Is.EquivalentTo(new Dictionary<string, DateTimeOffset> { ["nginx"] = Node.Now })
        );

    [Test]
    public void A_container_that_ended_used_its_image_until_then() =>
        Assert.That(
            ImageUses.None.Learn(Engine.Known("container:web", used: TimeSpan.FromHours(5)).Inventory).ById["nginx"],
            Is.EqualTo(Node.Now.AddHours(-5))
        );

    [Test]
    public void An_image_and_its_names_are_as_old_as_their_last_use()
    {
        var used = ImageUses.None.With("old", Lately).In(Engine.Inventory);
        Assert.That(LastUsed(used, "tag:old:1"), Is.EqualTo(Lately));
        Assert.That(LastUsed(used, "image:old"), Is.EqualTo(Lately));
        Assert.That(LastUsed(used, "image:nginx"), Is.EqualTo(Node.Now.AddDays(-30)));
    }

    [Test]
    public void An_image_that_was_used_lately_is_kept_although_its_container_is_gone()
    {
        var node = (Engine with { Inventory = ImageUses.None.With("old", Lately).In(Engine.Inventory) }).Under(policy =>
            policy with
            {
                Images = Node.Hourly,
                ImageScope = ImageScope.Unused,
            }
        );
        Assert.That(
            node.Plan().Held.Single(held => held.Resource.Id == Id("image:old")).Reason.Text,
            Does.StartWith("last used at 2026-11-21T03:50:00Z; younger than the minimum age")
        );
    }

    [Test]
    public void An_earlier_use_changes_nothing() =>
        Assert.That(ImageUses.None.With("old", Node.Now).With("old", Lately).ById["old"], Is.EqualTo(Node.Now));

    [Test]
    public void Where_earlier_knowledge_was_lost_every_image_counts_as_used_then() =>
        Assert.That(
            LastUsed((ImageUses.None with { ForgottenAt = Lately }).In(Engine.Inventory), "tag:old:1"),
            Is.EqualTo(Lately)
        );

    [Test]
    public void Images_that_are_gone_are_forgotten_unless_something_is_in_doubt()
    {
        var uses = ImageUses.None.With("gone", Lately);
        Assert.That(uses.Learn(Engine.Inventory).ById.Keys, Does.Not.Contain("gone"));
        Assert.That(uses.Learn(Engine.Doubting(DoubtScope.Layers).Inventory).ById.Keys, Does.Contain("gone"));
    }

    [Test]
    public void No_more_images_are_remembered_than_is_bearable()
    {
        var many = Graph([.. Enumerable.Range(0, ImageUses.MaxImages + 5).Select(number => $"image:i{number}")]);
        var uses = Enumerable
            .Range(0, ImageUses.MaxImages + 5)
            .Aggregate(ImageUses.None, (all, number) => all.With($"i{number}", Lately.AddSeconds(number)));
        var kept = uses.Learn(many.Inventory).ById;
        Assert.That(kept, Has.Count.EqualTo(ImageUses.MaxImages));
        Assert.That(kept.ContainsKey("i0"), Is.False);
    }

    private static DateTimeOffset LastUsed(Inventory inventory, string name) =>
        inventory.Graph.Find(Id(name))!.EngineManaged!.LastUsed;
}
