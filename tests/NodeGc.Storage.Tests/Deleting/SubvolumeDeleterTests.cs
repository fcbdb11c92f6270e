using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;

namespace NodeGc.Storage.Tests.Deleting;

[Category("Real")]
internal sealed class SubvolumeDeleterTests : IDisposable
{
    private readonly BtrfsDisk disk = new();

    public void Dispose() => disk.Dispose();

    [Test]
    public void Deletes_a_subvolume_with_those_within_it_read_only_ones_too()
    {
        disk.Subvolume("source");
        disk.Subvolume("victim/outer");
        disk.Subvolume("victim/outer/some/folders/inner");
        disk.Subvolume("victim/outer/some/folders/inner/innermost");
        disk.Snapshot("source", "victim/outer/frozen", isReadOnly: true);
        TempTree.Run("btrfs", "property", "set", disk.At("victim/outer/some/folders/inner"), "ro", "true");
        TempTree.Run("btrfs", "property", "set", disk.At("victim/outer"), "ro", "true");
        Assert.That(Delete("victim/outer"), Is.Null);
        Assert.That(Directory.Exists(disk.At("victim/outer")), Is.False);
        Assert.That(File.ReadAllText(disk.At("source/file")), Is.EqualTo("content"));
    }

    [Test]
    public void Deletes_subvolumes_in_the_midst_of_plain_folders()
    {
        disk.Subvolume("btrfs/subvolumes/one");
        disk.Subvolume("btrfs/subvolumes/two/three");
        disk.Folder("btrfs/quotas");
        File.WriteAllText(disk.At("btrfs/quotas/one"), "{}");
        Assert.That(Delete("btrfs"), Is.Null);
        Assert.That(Directory.GetFileSystemEntries(disk.Root), Is.Empty);
        Assert.That(Subvolumes(), Is.Empty);
    }

    [Test]
    public void Leaves_snapshots_of_what_it_deletes_whole()
    {
        disk.Subvolume("layer", "the layer's");
        disk.Snapshot("layer", "child");
        Assert.That(Delete("layer"), Is.Null);
        Assert.That(File.ReadAllText(disk.At("child/file")), Is.EqualTo("the layer's"));
    }

    [Test]
    public void Removes_the_empty_folder_that_a_snapshot_has_for_an_inner_subvolume()
    {
        disk.Subvolume("outer/folder");
        disk.Subvolume("outer/folder/inner");
        disk.Snapshot("outer/folder", "plain");
        disk.Folder("victim");
        Directory.Move(disk.At("plain"), disk.At("victim/plain"));
        Assert.That(Delete("victim"), Is.Null);
        Assert.That(Directory.Exists(disk.At("victim")), Is.False);
        Assert.That(File.Exists(disk.At("outer/folder/inner/file")), Is.True);
    }

    [Test]
    public void Deletes_no_subvolume_that_something_is_mounted_in()
    {
        disk.Subvolume("victim/inner");
        using var other = new TempTree(TempTree.InMemory);
        other.File("precious");
        disk.Mount("victim/inner/mountpoint", "--bind", other.Root);
        Assert.That(Delete("victim"), Does.Contain("EBUSY").And.Contain("mountpoint"));
        Assert.That(File.Exists(disk.At("victim/inner/mountpoint/precious")), Is.True, "it is still mounted");
    }

    [Test]
    public void Deletes_no_subvolume_that_is_mounted_elsewhere()
    {
        disk.Subvolume("victim/inner");
        disk.Folder("elsewhere");
        disk.Mount("elsewhere", "--bind", disk.At("victim/inner"));
        Assert.That(Delete("victim"), Does.Contain("EBUSY").And.Contain("elsewhere"));
        Assert.That(File.Exists(disk.At("elsewhere/file")), Is.True);
    }

    [Test]
    public void Refuses_subvolumes_nested_beyond_all_measure()
    {
        var path = "victim";
        for (var level = 0; level < 70; level++, path += "/s")
            disk.Subvolume(path);
        Assert.That(Delete("victim"), Does.Contain("nested subvolumes"));
    }

    [Test]
    public void Stops_on_request()
    {
        disk.Subvolume("victim");
        using var root = new WritableDirectory(DirectoryHandle.Open(disk.Root));
        var deleter = new Deleter(2, DeletionPace.Unbounded);
        Assert.That(
            () => deleter.Delete([new DeletionTarget(root, "victim")], new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(File.Exists(disk.At("victim/file")), Is.True);
    }

    private string? Delete(string path)
    {
        using var folder = new WritableDirectory(DirectoryHandle.Open(Path.GetDirectoryName(disk.At(path))!));
        var target = new DeletionTarget(folder, Path.GetFileName(path));
        new Deleter(2, DeletionPace.Unbounded).Delete([target], CancellationToken.None);
        return target.Error;
    }

    private string Subvolumes() => TempTree.Run("btrfs", "subvolume", "list", disk.Root);
}
