using System.Globalization;
using NodeGc.Host.Linux;
using NodeGc.Stores.Reading;

namespace NodeGc.Storage.Tests.Linux;

internal sealed class DirectoryListingTests
{
    private readonly TempTree tree = new(TempTree.InMemory);

    [TearDown]
    public void Remove() => tree.Dispose();

    [Test]
    public void Lists_every_entry_once_however_many_there_are()
    {
        for (var i = 0; i < 3000; i++)
            tree.File(i.ToString("d60", CultureInfo.InvariantCulture), "");
        using var root = DirectoryHandle.Open(tree.Root);
        Assert.That(
            root.List().Select(entry => int.Parse(entry.Name.ToString(), CultureInfo.InvariantCulture)),
            Is.EquivalentTo(Enumerable.Range(0, 3000))
        );
    }

    [Test]
    public void Starts_at_the_beginning_each_time()
    {
        tree.File("one");
        using var root = DirectoryHandle.Open(tree.Root);
        Assert.That(root.List(), Has.Length.EqualTo(1));
        Assert.That(root.List(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Reports_kinds_and_inodes()
    {
        tree.Folder("folder");
        tree.File("file");
        tree.Link("link", "file");
        using var root = DirectoryHandle.Open(tree.Root);
        var entries = root.List().ToDictionary(entry => entry.Name.ToString());
        Assert.Multiple(() =>
        {
            Assert.That(entries["folder"].Kind, Is.EqualTo(FileKind.Directory));
            Assert.That(entries["file"].Kind, Is.EqualTo(FileKind.File));
            Assert.That(entries["link"].Kind, Is.EqualTo(FileKind.SymbolicLink));
            Assert.That(entries["file"].Inode, Is.EqualTo(root.Stat("file").Inode));
        });
    }

    [Test]
    public void Keeps_names_that_are_not_text_apart()
    {
        using var root = DirectoryHandle.Open(tree.Root);
        FileName[] odd =
        [
            FileName.From([0xff]),
            FileName.From([0xfe, (byte)'\n']),
            FileName.From("new\nline"),
            FileName.From("..."),
        ];
        var writable = new WritableDirectory(root);
        foreach (var name in odd)
            writable.MakeDirectory(name);
        Assert.That(root.List().Select(entry => entry.Name), Is.EquivalentTo(odd));
        Assert.That(odd[0].FindText(), Is.Null);
        Assert.That(odd[1].ToString(), Is.EqualTo(@"\xfe\x0a"));
        foreach (var name in odd)
            writable.RemoveDirectory(name);
    }

    [Test]
    public void Refuses_a_name_with_a_nul() => Assert.That(() => FileName.From("a\0b"), Throws.ArgumentException);
}
