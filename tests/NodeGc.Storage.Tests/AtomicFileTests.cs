using NodeGc.Host.Linux;

namespace NodeGc.Storage.Tests;

internal sealed class AtomicFileTests : IDisposable
{
    private readonly TempTree tree = new();

    public void Dispose() => tree.Dispose();

    [Test]
    public void Many_may_replace_a_file_at_the_same_time()
    {
        var path = tree.At("file");

        Parallel.For(0, 200, number => AtomicFile.Replace(path, new byte[] { (byte)number, (byte)number }));

        var content = File.ReadAllBytes(path);
        Assert.That(content, Has.Length.EqualTo(2).And.All.EqualTo(content[0]), "one of them, whole");
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!), Is.EqualTo([path]));
    }

    [Test]
    public void A_file_that_cannot_be_replaced_leaves_nothing_behind()
    {
        var path = tree.Folder("folder");

        Assert.That(
            () => AtomicFile.Replace(path, [1]),
            Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>()
        );
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!), Is.EqualTo([path]));
    }

    [Test]
    public void A_new_file_has_the_given_permissions()
    {
        AtomicFile.Replace(tree.At("file"), [1], UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.That(
            new FileInfo(tree.At("file")).UnixFileMode,
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
    }
}
