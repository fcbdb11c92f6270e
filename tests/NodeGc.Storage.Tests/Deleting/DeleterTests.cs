using System.Globalization;
using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;

namespace NodeGc.Storage.Tests.Deleting;

internal sealed class DeleterTests : IDisposable
{
    private readonly TempTree tree = new(TempTree.InMemory);
    private readonly SelfMovingClock time = new();

    public void Dispose() => tree.Dispose();

    [Test]
    public void Deletes_trees_whatever_they_hold()
    {
        for (var i = 0; i < 300; i++)
            tree.File($"victim/d{i % 7}/e{i % 3}/f{i}");
        tree.Link("victim/link", "/etc");
        tree.Link("victim/broken", "nowhere");
        TempTree.Run("mkfifo", tree.At("victim/pipe"));
        TempTree.Run("mknod", tree.At("victim/whiteout"), "c", "0", "0");
        TempTree.Run("chmod", "0", tree.At("victim/d1"));
        Assert.That(Delete("victim"), Is.EqualTo(new string?[] { null }));
        Assert.That(Directory.GetFileSystemEntries(tree.Root), Is.Empty);
    }

    [Test]
    public void Deletes_names_that_are_not_text()
    {
        using (var root = DirectoryHandle.Open(tree.Folder("victim")))
        {
            var victim = new WritableDirectory(root);
            foreach (
                var name in new[]
                {
                    FileName.From([0xff]),
                    FileName.From("new\nline"),
                    FileName.From("-rf"),
                    FileName.From("..."),
                }
            )
                victim.Ensure(name).MakeLink("inner", "x");
        }
        Assert.That(Delete("victim").Single(), Is.Null);
        Assert.That(Path.Exists(tree.At("victim")), Is.False);
    }

    [Test]
    public void Deletes_a_tree_deeper_than_any_path_may_be_long_with_few_descriptors()
    {
        tree.Deep("victim", 4096);
        Assert.That(Delete("victim").Single(), Is.Null);
        Assert.That(Path.Exists(tree.At("victim")), Is.False);
    }

    [Test]
    public void Follows_no_link()
    {
        tree.File("precious/file");
        tree.Link("victim/link", "../precious");
        Delete("victim");
        Assert.That(File.Exists(tree.At("precious/file")), Is.True);
    }

    [Test]
    public void Crosses_no_mount_and_says_where_it_stopped()
    {
        tree.File("precious/file");
        tree.Folder("victim/inner");
        tree.Mount("victim/inner", "--bind", tree.At("precious"));
        Assert.That(Delete("victim").Single(), Does.Contain("EXDEV").And.Contain("inner"));
        Assert.That(File.Exists(tree.At("precious/file")), Is.True);
    }

    [Test]
    public void Stops_at_the_first_thing_that_cannot_be_deleted_and_names_it()
    {
        using var disk = new TempTree();
        disk.File("victim/a/immutable");
        disk.File("other/file");
        TempTree.Run("chattr", "+i", disk.At("victim/a/immutable"));
        var errors = DeleteIn(disk, DeletionPace.Unbounded, "victim", "other");
        TempTree.Run("chattr", "-i", disk.At("victim/a/immutable"));
        Assert.That(errors[0], Does.Contain(disk.At("victim/a/immutable")).And.Contain("EPERM"));
        Assert.That(errors[1], Is.Null);
        Assert.That(Path.Exists(disk.At("other")), Is.False);
    }

    [Test]
    public void Deletes_no_link_named_as_a_target()
    {
        tree.File("precious/file");
        tree.Link("victim", "precious");
        Assert.That(Delete("victim").Single(), Does.Contain("ELOOP"));
        Assert.That(File.Exists(tree.At("precious/file")), Is.True);
    }

    [Test]
    public void Has_nothing_to_do_for_what_is_gone() => Assert.That(Delete("missing").Single(), Is.Null);

    [Test]
    public void Keeps_the_pace_over_all_directories()
    {
        for (var i = 0; i < 200; i++)
            tree.File($"victim/d{i % 4}/f{i}");
        var begin = time.GetUtcNow();
        DeleteIn(tree, new DeletionPace(new DeletionBounds(100), time), "victim");
        var deletions = 200 + 4;
        Assert.That((time.GetUtcNow() - begin).TotalSeconds, Is.EqualTo(deletions / 100.0).Within(0.2));
    }

    [Test]
    public void Stops_on_request()
    {
        tree.File("victim/file");
        using var root = new WritableDirectory(DirectoryHandle.Open(tree.Root));
        var deleter = new Deleter(2, DeletionPace.Unbounded);
        Assert.That(
            () => deleter.Delete([new DeletionTarget(root, "victim")], new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(File.Exists(tree.At("victim/file")), Is.True);
    }

    [Test]
    public void Splits_one_large_tree_for_several_threads()
    {
        for (var i = 0; i < 400; i++)
            tree.File(string.Create(CultureInfo.InvariantCulture, $"victim/diff/{i % 20}/{i % 5}/{i}"));
        using var root = new WritableDirectory(DirectoryHandle.Open(tree.Root));
        using var units = new DeletionUnits([new DeletionTarget(root, "victim")], 16);
        Assert.That(units.All, Has.Count.GreaterThanOrEqualTo(16));
        Assert.That(Delete("victim").Single(), Is.Null);
        Assert.That(Path.Exists(tree.At("victim")), Is.False);
    }

    private static string?[] DeleteIn(TempTree tree, DeletionPace pace, params string[] names)
    {
        using var root = new WritableDirectory(DirectoryHandle.Open(tree.Root));
        var targets = names.Select(name => new DeletionTarget(root, name)).ToList();
        new Deleter(2, pace).Delete(targets, CancellationToken.None);
        return [.. targets.Select(target => target.Error)];
    }

    private string?[] Delete(params string[] names) => DeleteIn(tree, DeletionPace.Unbounded, names);
}
