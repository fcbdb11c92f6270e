using System.Globalization;
using NodeGc.Host.Linux;

namespace NodeGc.Storage.Tests.Linux;

[Category("Slow")]
internal sealed class SubvolumesTests : IDisposable
{
    private readonly BtrfsDisk disk = new();

    private DirectoryHandle Root => field ??= DirectoryHandle.Open(disk.Root);

    public void Dispose()
    {
        Root.Dispose();
        disk.Dispose();
    }

    [Test]
    public void Reports_a_subvolumes_number_and_birth_as_btrfs_does()
    {
        var shown = TempTree.Run("btrfs", "subvolume", "show", disk.Subvolume("layer"));
        using var layer = Root.OpenBeneath("layer");
        var subvolume = layer.FindSubvolume()!.Value;
        Assert.That(
            subvolume.TreeId,
            Is.EqualTo(ulong.Parse(Field(shown, "Subvolume ID"), CultureInfo.InvariantCulture))
        );
        Assert.That(
            DateTimeOffset.FromUnixTimeMilliseconds(subvolume.BornNanoseconds / 1_000_000),
            Is.EqualTo(DateTimeOffset.Parse(Field(shown, "Creation time"), CultureInfo.InvariantCulture))
                .Within(TimeSpan.FromSeconds(1))
        );
        Assert.That(subvolume.IsReadOnly, Is.False);
    }

    [Test]
    public void Takes_neither_a_plain_directory_nor_a_file_for_a_subvolume()
    {
        using var folder = DirectoryHandle.Open(disk.Folder("folder"));
        Assert.That(folder.FindSubvolume(), Is.Null);
        Assert.That(Root.FindIdentity("folder"), Is.EqualTo(Root.FindStat("folder")));
        Assert.That(Root.FindIdentity("missing"), Is.Null);
    }

    [Test]
    public void Takes_a_directory_elsewhere_for_no_subvolume_whatever_its_inode()
    {
        using var memory = DirectoryHandle.Open(TempTree.InMemory);
        Assert.That(memory.FindSubvolume(), Is.Null);
    }

    [Test]
    public void Distinguishes_a_snapshot_from_its_source_by_number_and_birth_where_statx_cannot()
    {
        disk.Subvolume("layer");
        disk.Snapshot("layer", "child");
        var (layer, child) = (Root.FindStat("layer")!.Value, Root.FindStat("child")!.Value);
        Assert.That(
            (child.Inode, child.BornNanoseconds),
            Is.EqualTo((layer.Inode, layer.BornNanoseconds)),
            "what the trap is"
        );
        var (real, realChild) = (Root.FindIdentity("layer")!.Value, Root.FindIdentity("child")!.Value);
        Assert.That(realChild.Fingerprint.Inode, Is.Not.EqualTo(real.Fingerprint.Inode));
        Assert.That(realChild.Born, Is.GreaterThan(real.Born));
        Assert.That(realChild.LastChanged, Is.EqualTo(realChild.Born));
        Assert.That(realChild.Kind, Is.EqualTo(FileKind.Directory));
    }

    [Test]
    public void A_subvolume_keeps_its_identity_when_it_is_moved_within_a_filesystem()
    {
        disk.Subvolume("layer");
        disk.Folder("quarantine");
        var before = Root.FindIdentity("layer")!.Value.Fingerprint;
        Directory.Move(disk.At("layer"), disk.At("quarantine/layer"));
        using var quarantine = Root.OpenBeneath("quarantine");
        Assert.That(quarantine.FindIdentity("layer")!.Value.Fingerprint, Is.EqualTo(before));
        Assert.That(before.Device, Is.EqualTo(Root.Stat().Device));
    }

    [Test]
    public void Lists_what_is_in_a_subvolume_and_nothing_beside_it()
    {
        disk.Subvolume("layer");
        disk.Subvolume("beside");
        disk.Subvolume("layer/direct");
        disk.Subvolume("layer/some/folders/below");
        disk.Subvolume("layer/direct/deeper");
        using var layer = Root.OpenBeneath("layer");
        Assert.That(
            layer.ListNested().Select(nested => $"{nested.Folder} {nested.Name}"),
            Is.EquivalentTo([". direct", "some/folders below"])
        );
    }

    [Test]
    public void Lists_more_than_one_answer_of_the_kernel_holds()
    {
        disk.Subvolume("layer");
        foreach (var i in Enumerable.Range(0, 300))
            disk.Subvolume(string.Create(CultureInfo.InvariantCulture, $"layer/{i}"));
        using var layer = Root.OpenBeneath("layer");
        Assert.That(
            layer.ListNested().Select(nested => nested.Name.ToString()),
            Is.EquivalentTo(Enumerable.Range(0, 300).Select(i => $"{i}"))
        );
    }

    [Test]
    public void Deletes_a_subvolume_even_a_read_only_one()
    {
        disk.Subvolume("layer");
        disk.Snapshot("layer", "frozen", isReadOnly: true);
        using var root = new WritableDirectory(DirectoryHandle.Open(disk.Root));
        root.DeleteSubvolume("frozen");
        root.DeleteSubvolume("layer");
        Assert.That(Directory.GetFileSystemEntries(disk.Root), Is.Empty);
    }

    [Test]
    public void Deletes_no_plain_directory_as_a_subvolume()
    {
        disk.Folder("folder");
        using var root = new WritableDirectory(DirectoryHandle.Open(disk.Root));
        Assert.That(
            () => root.DeleteSubvolume("folder"),
            Throws.TypeOf<LinuxException>().With.Property("ErrorName").EqualTo("EINVAL")
        );
        Assert.That(Directory.Exists(disk.At("folder")), Is.True);
    }

    [Test]
    public void Lets_a_read_only_subvolume_be_changed()
    {
        disk.Subvolume("layer");
        disk.Snapshot("layer", "frozen", isReadOnly: true);
        using var frozen = new WritableDirectory(Root.OpenBeneath("frozen"));
        Assert.That(frozen.Handle.FindSubvolume()!.Value.IsReadOnly, Is.True);
        frozen.MakeSubvolumeWritable();
        Assert.That(frozen.Handle.FindSubvolume()!.Value.IsReadOnly, Is.False);
        Assert.That(() => File.WriteAllText(disk.At("frozen/new"), ""), Throws.Nothing);
    }

    private static string Field(string shown, string name) =>
        shown
            .Split('\n')
            .Select(line => line.Trim())
            .First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..]
            .Trim();
}
