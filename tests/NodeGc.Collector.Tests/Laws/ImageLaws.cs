using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Collector.Tests.Laws;

[TestFixture]
public sealed class ImageLaws
{
    private const int Runs = 300;

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool What_images_have_alone_and_what_they_share_counted_once_is_all_that_they_reach(World world)
    {
        var inventory = Measured(world.Inventory);
        var catalog = ImageCatalog.From(inventory);
        var reached = Oracle.Closure(
            inventory,
            inventory
                .Resources.Where(resource => resource.Id.Kind == ResourceKind.Image)
                .Select(resource => resource.Id)
        );
        var all = inventory
            .Resources.Where(resource =>
                resource.Id.Kind == ResourceKind.LayerDirectory && reached.Contains(resource.Id)
            )
            .DistinctBy(resource => resource.Id);
        var alone = catalog
            .Images.SelectMany(image => image.UniqueDirectories)
            .Select(directory => directory.Directory.Id)
            .ToHashSet();
        var shared = all.Where(directory => catalog.ImagesOn(directory.Id).Length > 1 && !alone.Contains(directory.Id))
            .Sum(SizeOf);
        return catalog.Images.Sum(image => image.Unique!.Value.Value) + shared == all.Sum(SizeOf)
            && catalog.Total!.Value.Value == all.Sum(SizeOf);
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool An_image_takes_what_it_shares_and_what_it_has_alone(World world) =>
        ImageCatalog
            .From(Measured(world.Inventory))
            .Images.All(image =>
                image.Size!.Value == image.Shared!.Value + image.Unique!.Value && image.Own!.Value <= image.Size.Value
            );

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Every_image_stands_in_the_tree_once(World world)
    {
        var catalog = ImageCatalog.From(world.Inventory);
        var shown = ImageTree.Build(catalog).Select(node => node.Image.Image.Id).ToList();
        return shown.Count == catalog.Images.Length && shown.Distinct().Count() == shown.Count;
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Every_path_below_a_candidate_leads_to_it(World world)
    {
        var explainer = new Explainer(world.Inventory);
        return world.Candidates.All(candidate =>
            new[] { "", "/diff", "/diff/etc/passwd", "/a/b/c/d" }.All(rest =>
                explainer.FindAt(candidate.Directory!.Path + rest).Any(found => found.Id == candidate.Id)
            )
        );
    }

    [Property(Arbitrary = [typeof(Worlds)], MaxTest = Runs)]
    public bool Something_alive_is_among_the_users_exactly_where_something_in_use_needs_it(World world)
    {
        var (explainer, live) = (new Explainer(world.Inventory), Oracle.Live(world.Inventory));
        return world
            .Candidates.DistinctBy(candidate => candidate.Id)
            .All(candidate =>
                explainer.Explain(candidate).Users.Any(user => live.Contains(user.Resource.Id))
                == live.Contains(candidate.Id)
            );
    }

    private static Inventory Measured(Inventory inventory) =>
        inventory with
        {
            Resources =
            [
                .. inventory.Resources.Select(resource =>
                    resource.Directory is { Size: null } directory
                        ? resource with
                        {
                            Directory = directory with { Size = new Bytes(1) },
                        }
                        : resource
                ),
            ],
        };

    private static long SizeOf(Resource directory) => directory.Directory?.Size?.Value ?? 0;
}
