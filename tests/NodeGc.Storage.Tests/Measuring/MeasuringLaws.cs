using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Measuring;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace NodeGc.Storage.Tests.Measuring;

/// <summary>What holds for every data root, whatever it contains.</summary>
[TestFixture]
[Category("Slow")]
public sealed class MeasuringLaws
{
    private static readonly string[] Folders =
    [
        "",
        "overlay2",
        "overlay2/l",
        "overlay2/a/diff",
        "overlay2/a/diff/x/y",
        "overlay2/b",
        "overlay2/b/diff",
        "overlay2/unknown",
        "overlay2/.nodegc-quarantine/r/b",
        "containers/c1",
        "containers/c1/local-logs",
        "containers/c2",
        "image/overlay2",
        "image/overlay2/layerdb/tmp/write-set-1",
        "image/overlay2/layerdb/sha256/1",
        "image/aufs/imagedb",
        "volumes",
        "volumes/v/_data",
        "volumes/odd",
        "buildkit",
        "buildkit/executor/1",
        "tmp",
        "plugins/p",
        "containerd/daemon",
        ".nodegc",
        ".nodegc/quarantine/r/layers/x/diff",
        "aufs/diff/z",
        "aufs/layers",
        "vfs/dir/o",
        "vfs/dir/n",
        "1000.1000/image",
        "lost+found",
        "what/ever",
    ];

    private static readonly string[] Names = ["file", "c1-json.log", "metadata.db", "z", "name with spaces", "a\nb"];

    /// <summary>The places of a data root are a partition of it: their sum is what <c>du</c> says, in bytes and in
    /// inodes, hard links across all of them included; and it is the same when the layers' sizes are
    /// remembered.</summary>
    [Property(MaxTest = 40)]
    public Property The_places_add_up_to_what_du_says() => Prop.ForAll(Files.ListOf().Resize(30).ToArbitrary(), files =>
        {
            using var tree = new TempTree(TempTree.InMemory);
            var made = new List<string>();
            foreach (var file in files)
                file.MakeIn(tree, made);
            var inventory = InventoryOf(tree.Root);
            var measured = new InventoryMeter(2).Measure(inventory, SizeMemory.Empty, default);
            var again = new InventoryMeter(2).Measure(inventory, measured.Memory, default);
            var sum = Extent.Sum(measured.Places.Select(place => place.Extent));
            return (sum == Du(tree.Root))
                .Label($"{sum} is not {Du(tree.Root)}")
                .And(again.Places.SequenceEqual(measured.Places).Label("remembered sizes change something"))
                .And(
                    (measured.Places.DistinctBy(place => place.Path).Count() == measured.Places.Length).Label(
                        "a place stands twice"
                    )
                )
                .And(
                    measured
                        .Places.All(place => place.Extent is { Bytes.Value: >= 0, Inodes: >= 0 })
                        .Label("a place is negative")
                );
        });

    private static Gen<RandomFile> Files =>
        from folder in Gen.Elements(Folders)
        from name in Gen.Elements(Names)
        from size in Gen.Frequency((3, Gen.Constant(0)), (4, Gen.Choose(1, 20_000)))
        from link in Gen.Frequency((3, Gen.Constant((int?)null)), (1, Gen.Choose(0, 30).Select(index => (int?)index)))
        select new RandomFile(folder, name, size, link);

    private static Inventory InventoryOf(string root) =>
        new()
        {
            Store = new StoreFacts(root, "overlay2", null, false),
            TakenAt = DateTimeOffset.UnixEpoch,
            Resources =
            [
                .. new[] { "a", "b" }
                    .Where(name => Directory.Exists($"{root}/overlay2/{name}"))
                    .Select(name => At(ResourceId.LayerDirectory("overlay2", name), $"overlay2/{name}")),
                new Resource(new ResourceId(ResourceKind.Layer, "sha256:1"))
                {
                    Needs = [ResourceId.LayerDirectory("overlay2", "a")],
                },
                .. Directory.Exists($"{root}/volumes/v")
                    ? [At(ResourceId.Volume("v"), "volumes/v")]
                    : Array.Empty<Resource>(),
                .. Directory.Exists($"{root}/vfs/dir/o")
                    ? [At(ResourceId.Volume("o"), "vfs/dir/o")]
                    : Array.Empty<Resource>(),
                .. Directory.Exists($"{root}/aufs")
                    ? [At(new ResourceId(ResourceKind.Store, "aufs"), "aufs", "image/aufs")]
                    : Array.Empty<Resource>(),
            ],
            Leftovers =
            [
                new Leftover(LeftoverKind.UnknownName, "overlay2/unknown", "not a layer name"),
                new Leftover(LeftoverKind.DormantStore, "vfs", "not in use"),
                new Leftover(LeftoverKind.Debris, "tmp-old", "gone"),
            ],
        };

    private static Resource At(ResourceId id, string path, params string[] companions) =>
        new(id) { Directory = new DirectoryFacts(path, default, default, default) { RelatedPaths = [.. companions] } };

    private static Extent Du(string root) => new(new Bytes(Figure("--block-size=1", root)), Figure("--inodes", root));

    private static long Figure(string unit, string root) =>
        long.Parse(TempTree.Run("du", "-s", "-x", unit, root).Split('\t')[0], CultureInfo.InvariantCulture);

    /// <summary>A file, or a further name of one that was made before.</summary>
    public sealed record RandomFile(string Folder, string Name, int Size, int? Link)
    {
        internal void MakeIn(TempTree tree, List<string> made)
        {
            var path = Path.Combine(tree.Folder(Folder), Name);
            if (Path.Exists(path))
                return;
            if (Link is { } index && made.Count > 0)
                TempTree.Run("ln", made[index % made.Count], path);
            else
                File.WriteAllText(path, new string('x', Size));
            made.Add(path);
        }
    }
}
