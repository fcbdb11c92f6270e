using System.Globalization;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Measuring;

namespace NodeGc.Storage.Tests.Measuring;

internal sealed class InventoryMeterTests : IDisposable
{
    private TempTree tree = new(TempTree.InMemory);

    public void Dispose() => tree.Dispose();

    [Test]
    public void Agrees_with_du_on_every_directory()
    {
        tree.Dispose();
        tree = new TempTree();
        for (var layer = 0; layer < 7; layer++)
        {
            for (var i = 0; i < 40; i++)
                tree.File($"overlay2/l{layer}/diff/d{i % 5}/e{i % 3}/f{i}", new string('x', i * 700));
        }
        var measured = Measure([.. Enumerable.Range(0, 7).Select(i => Layer($"l{i}"))]);
        Assert.That(measured.Notes, Is.Empty);
        foreach (var directory in measured.Inventory.Resources.Select(resource => resource.Directory!))
            Assert.That(
                (directory.Size, directory.Inodes),
                Is.EqualTo((Du(directory.Path), DuInodes(directory.Path))),
                directory.Path
            );
    }

    [Test]
    public void Counts_a_file_of_several_names_once_per_directory()
    {
        var first = tree.File("overlay2/a/diff/x/one", new string('x', 100_000));
        Directory.CreateDirectory(tree.At("overlay2/a/diff/y"));
        TempTree.Run("ln", first, tree.At("overlay2/a/diff/y/two"));
        Directory.CreateDirectory(tree.At("overlay2/b/diff"));
        TempTree.Run("ln", first, tree.At("overlay2/b/diff/three"));
        Assert.That(SizeOf(Measure([Layer("a"), Layer("b")]), "a"), Is.EqualTo(Du("overlay2/a")));
        Assert.That(SizeOf(Measure([Layer("a"), Layer("b")]), "b"), Is.EqualTo(Du("overlay2/b")));
    }

    [Test]
    public void Never_follows_a_link()
    {
        tree.File("elsewhere/big", new string('x', 1_000_000));
        tree.Link("overlay2/a/diff/out", "../../../elsewhere");
        Assert.That(SizeOf(Measure([Layer("a")]), "a"), Is.EqualTo(Du("overlay2/a")).And.LessThan(new Bytes(100_000)));
    }

    [Test]
    public void Measures_a_tree_deeper_than_any_path_may_be_long()
    {
        tree.Folder("overlay2");
        tree.Deep("overlay2/deep", 3000);
        Assert.That(SizeOf(Measure([Layer("deep")]), "deep"), Is.EqualTo(Du("overlay2/deep")));
    }

    [Test]
    public void Measures_one_wide_tree_with_many_threads()
    {
        for (var i = 0; i < 800; i++)
            tree.File($"overlay2/wide/diff/{i / 40}/{i % 40}/file", "x");
        Assert.That(
            SizeOf(new InventoryMeter(6).Measure(Inventory([Layer("wide")]), SizeMemory.Empty, default), "wide"),
            Is.EqualTo(Du("overlay2/wide"))
        );
    }

    [Test]
    public void Gives_no_size_to_what_is_gone_and_says_so()
    {
        tree.File("overlay2/here/diff/file");
        var measured = Measure([Layer("here"), Layer("gone")]);
        Assert.That(
            measured
                .Inventory.Resources.Single(resource => resource.Id.Name.EndsWith("gone", StringComparison.Ordinal))
                .Directory!.Size,
            Is.Null
        );
        Assert.That(
            measured.Notes,
            Is.EqualTo([new MeasuringNote("overlay2/gone", "it was removed during the measurement")])
        );
        Assert.That(SizeOf(measured, "here"), Is.EqualTo(Du("overlay2/here")));
    }

    [Test]
    public void Gives_no_size_to_a_link_planted_where_a_directory_should_be()
    {
        tree.File("elsewhere/file");
        tree.Link("overlay2/planted", "../elsewhere");
        var measured = Measure([Layer("planted")]);
        Assert.That(measured.Inventory.Resources[0].Directory!.Size, Is.Null);
        Assert.That(measured.Notes.Single().Message, Does.Contain("ELOOP"));
    }

    [Test]
    public void Walks_a_committed_layer_only_once()
    {
        tree.File("overlay2/a/diff/sub/file");
        tree.File("overlay2/a/committed", "");
        var first = Measure([Layer("a")]);
        tree.File("overlay2/a/diff/sub/unseen", new string('x', 50_000));
        var second = new InventoryMeter(2).Measure(Inventory([Layer("a")]), first.Memory, default);
        Assert.That(SizeOf(second, "a"), Is.EqualTo(SizeOf(first, "a")));
        Assert.That(second.Memory.Count, Is.EqualTo(1));
    }

    [Test]
    public void Walks_a_layer_again_that_was_replaced_under_its_name()
    {
        tree.File("overlay2/a/diff/file");
        tree.File("overlay2/a/committed", "");
        var first = Measure([Layer("a")]);
        Directory.Delete(tree.At("overlay2/a/diff"), recursive: true);
        tree.File("overlay2/a/diff/file", new string('x', 50_000));
        Assert.That(
            SizeOf(new InventoryMeter(2).Measure(Inventory([Layer("a")]), first.Memory, default), "a"),
            Is.EqualTo(Du("overlay2/a"))
        );
    }

    [Test]
    public void Remembers_layers_of_the_layer_store_but_no_directory_of_a_container()
    {
        tree.File("overlay2/image/diff/file");
        tree.File("overlay2/rw/diff/file");
        tree.File("overlay2/rw/committed", "");
        var image = new Resource(new ResourceId(ResourceKind.Layer, "sha256:1"))
        {
            Needs = [ResourceId.LayerDirectory("overlay2", "image")],
        };
        var mount = new Resource(new ResourceId(ResourceKind.LayerMount, "c"))
        {
            Needs = [ResourceId.LayerDirectory("overlay2", "rw")],
        };
        var measured = Measure([Layer("image"), Layer("rw"), image, mount]);
        Assert.That(measured.Memory.Sizes.Keys, Is.EqualTo(["overlay2/image"]));
    }

    [Test]
    public void Reports_progress_up_to_the_last_directory()
    {
        tree.File("overlay2/a/diff/file");
        tree.File("overlay2/b/diff/file");
        var seen = new Latest();
        new InventoryMeter(1).Measure(Inventory([Layer("a"), Layer("b")]), SizeMemory.Empty, default, seen);
        Assert.That(seen.Value, Is.EqualTo(new MeasuringProgress(2, 2, Du("overlay2/a") + Du("overlay2/b"))));
    }

    [Test]
    public void Stops_when_asked_to()
    {
        tree.File("overlay2/a/diff/file");
        Assert.That(
            () =>
                new InventoryMeter(2).Measure(
                    Inventory([Layer("a")]),
                    SizeMemory.Empty,
                    new CancellationToken(canceled: true)
                ),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    private static Resource Layer(string name) =>
        new(ResourceId.LayerDirectory("overlay2", name))
        {
            Directory = new DirectoryFacts($"overlay2/{name}", default, default, default),
        };

    private static Bytes SizeOf(Measurement measured, string layer) =>
        measured
            .Inventory.Resources.Single(resource => resource.Id == ResourceId.LayerDirectory("overlay2", layer))
            .Directory!.Size
        ?? throw new AssertionException("no size");

    private Bytes Du(string path) => new(Figure(TempTree.Run("du", "-s", "--block-size=1", tree.At(path))));

    private long DuInodes(string path) => Figure(TempTree.Run("du", "-s", "--inodes", tree.At(path)));

    private static long Figure(string output) => long.Parse(output.Split('\t')[0], CultureInfo.InvariantCulture);

    private Measurement Measure(IReadOnlyList<Resource> resources) =>
        new InventoryMeter(2).Measure(Inventory(resources), SizeMemory.Empty, default);

    private Inventory Inventory(IReadOnlyList<Resource> resources) =>
        new()
        {
            Store = new StoreFacts(tree.Root, "overlay2", null, false),
            TakenAt = DateTimeOffset.UnixEpoch,
            Resources = [.. resources],
        };

    private sealed class Latest : IProgress<MeasuringProgress>
    {
        public MeasuringProgress Value { get; private set; }

        public void Report(MeasuringProgress value) => Value = value;
    }
}
