using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Tests.Policies;

/// <summary>A class or a kind of resource that was added and forgotten in the table is named here.</summary>
public sealed class GarbageClassesTests
{
    [Test]
    public void Every_class_has_one_row() =>
        Assert.That(
            GarbageClasses.All.Select(row => row.Class),
            Is.EqualTo(Enum.GetValues<CleanupClass>()),
            "add a row to GarbageClasses.All"
        );

    [Test]
    public void Every_kind_of_resource_belongs_to_one_class_or_to_none() =>
        Assert.That(
            GarbageClasses.All.SelectMany(row => row.Kinds).Concat(GarbageClasses.Uncollected),
            Is.EquivalentTo(Enum.GetValues<ResourceKind>()),
            "add the kind to a row of GarbageClasses.All, or to Uncollected"
        );

    [Test]
    public void No_two_classes_have_the_same_name_or_order()
    {
        var priorities = GarbageClasses.All.SelectMany(row =>
            row.PriorityIfUntagged is { } untagged ? [row.Priority, untagged] : new[] { row.Priority }
        );

        Assert.That(GarbageClasses.All.Select(row => row.Name), Is.Unique);
        Assert.That(priorities, Is.Unique.And.All.Positive);
    }

    [TestCaseSource(nameof(Classes))]
    public void A_class_is_collected_only_by_its_own_rule(CleanupClass cleanupClass)
    {
        static ClassPolicy Rule() => new(TimeSpan.FromDays(1), 2, TimeSpan.FromMinutes(10));
        var policy = new CleanupPolicy
        {
            Layers = Rule(),
            Volumes = Rule(),
            Stores = Rule(),
            Containers = Rule(),
            Images = Rule(),
            BuildCache = Rule(),
            Mounts = Rule(),
            Debris = Rule(),
        };
        var own = typeof(CleanupPolicy).GetProperty($"{cleanupClass}")!.GetValue(policy);

        Assert.That(policy.For(cleanupClass), Is.SameAs(own).And.Not.Null);
        Assert.That(new CleanupPolicy().For(cleanupClass), Is.Null);
    }

    [Test]
    public void A_resource_of_no_class_is_never_taken_for_a_layer() =>
        Assert.That(
            () => GarbageClasses.ClassOf(new Resource(new ResourceId(ResourceKind.Plugin, "p"))),
            Throws.InvalidOperationException.With.Message.Contains("belongs to no class")
        );

    private static CleanupClass[] Classes => Enum.GetValues<CleanupClass>();
}
