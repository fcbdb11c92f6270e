using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

/// <summary>What holds for the account of every store.</summary>
[TestFixture]
[FsCheck.NUnit.Properties(Arbitrary = [typeof(Worlds)], MaxTest = 500)]
public sealed class AccountingLaws
{
    private static readonly string[] Elsewhere =
    [
        "",
        "image/overlay2",
        "containers/c/c-json.log",
        "tmp",
        "what",
        "overlay2/l",
        ".nodegc/quarantine/r/layers/x",
    ];

    [Property]
    public Property The_parts_are_a_partition_of_what_was_measured(World world)
    {
        var places = PlacesOf(world.Inventory);
        var usage = UsageAccount.Create(new Liveness(world.Inventory), places, [], []);
        return (usage.OnDisk == Extent.Sum(places.Select(place => place.Extent)))
            .Label("the sum is another")
            .And((usage.Parts.DistinctBy(part => part.Part).Count() == usage.Parts.Length).Label("a part stands twice"))
            .And(
                usage
                    .Parts.All(part => IsWithin(part.AccountedFor, part.OnDisk))
                    .Label("more is accounted for than there is")
            )
            .And((usage.OnDisk == usage.AccountedFor + usage.Unaccounted).Label("the difference is another"));
    }

    /// <summary>What a scan lists as garbage is what the disk usage calls orphaned: two reports of one store never
    /// contradict each other.</summary>
    [Property]
    public Property Exactly_the_layers_that_nothing_alive_needs_are_orphaned(World world)
    {
        var alive = new Liveness(world.Inventory).Alive;
        var layers = world.Candidates.Where(candidate => candidate.Id.Kind == ResourceKind.LayerDirectory);
        return layers
            .All(layer => (PartOf(layer, world.Inventory) == StorePart.OrphanedLayers) != alive.Contains(layer.Id))
            .ToProperty();
    }

    [Property]
    public Property The_order_of_input_does_not_matter(World world)
    {
        var places = PlacesOf(world.Inventory);
        var turned = world.With([.. world.Inventory.Resources.Reverse()]).Inventory;
        return UsageAccount
            .Create(new Liveness(world.Inventory), places, [], [])
            .Parts.SequenceEqual(UsageAccount.Create(new Liveness(turned), [.. places.Reverse()], [], []).Parts)
            .ToProperty();
    }

    [Property]
    public Property An_owner_more_never_orphans_anything(World world, Resource owner)
    {
        var places = PlacesOf(world.Inventory);
        return (Orphaned(world.With(owner).Inventory, places) <= Orphaned(world.Inventory, places)).ToProperty();
    }

    private static long Orphaned(Inventory inventory, ImmutableArray<MeasuredPlace> places) =>
        UsageAccount
            .Create(new Liveness(inventory), places, [], [])
            .Parts.Where(part => part.Part is StorePart.OrphanedLayers or StorePart.VolumesOrphaned)
            .Sum(part => part.OnDisk.Bytes.Value);

    private static StorePart PartOf(Resource candidate, Inventory inventory) =>
        UsageAccount
            .Create(
                new Liveness(inventory),
                [new MeasuredPlace(candidate.Directory!.Path, new Extent(new Bytes(1), 1))],
                [],
                []
            )
            .Parts.Single()
            .Part;

    private static bool IsWithin(Extent part, Extent whole) =>
        part.Bytes <= whole.Bytes && part.Inodes <= whole.Inodes && part.Inodes >= 0;

    private static ImmutableArray<MeasuredPlace> PlacesOf(Inventory inventory) =>
        [
            .. inventory
                .Resources.Where(resource => resource.IsCandidate)
                .Select(resource => resource.Directory!.Path)
                .Concat(Elsewhere)
                .Distinct()
                .Select((path, index) => new MeasuredPlace(path, new Extent(new Bytes(index * 512), index + 1))),
        ];
}
