using NodeGc.Host.Linux;
using NodeGc.Stores.Reading;
using NUnit.Framework.Constraints;

namespace NodeGc.Storage.Tests.Linux;

internal sealed class DirectoryHandleTests
{
    private readonly TempTree tree = new();

    private DirectoryHandle Root => field ??= DirectoryHandle.Open(tree.Root);

    [TearDown]
    public void Remove()
    {
        Root.Dispose();
        tree.Dispose();
    }

    [Test]
    public void Opens_a_directory_some_levels_below()
    {
        tree.File("a/b/c/file");
        using var below = Root.OpenBeneath("a/b/c");
        Assert.That(below.List().Select(entry => entry.Name.FindText()), Is.EqualTo(["file"]));
    }

    [Test]
    public void Finds_nothing_where_nothing_is() => Assert.That(Root.FindBeneath("missing/too"), Is.Null);

    [Test]
    public void Refuses_a_link_planted_on_the_way()
    {
        tree.Folder("real/inner");
        tree.Link("planted", "real");
        Assert.That(() => Root.OpenBeneath("planted/inner"), ThrowsErrno(nameof(Errno.ELOOP)));
        Assert.That(() => Root.OpenBeneath("planted"), ThrowsErrno(nameof(Errno.ELOOP)));
    }

    [TestCase("..")]
    [TestCase("a/../..")]
    [TestCase("/etc")]
    public void Refuses_a_way_out(string path)
    {
        tree.Folder("a");
        Assert.That(() => Root.OpenBeneath(path), ThrowsErrno(nameof(Errno.EXDEV)));
    }

    [Test]
    public void Refuses_another_mount() =>
        Assert.That(
            () =>
            {
                using var top = DirectoryHandle.Open("/");
                using var _ = top.OpenBeneath("proc");
            },
            ThrowsErrno(nameof(Errno.EXDEV))
        );

    [Test]
    public void Crosses_a_mount_only_when_asked_to()
    {
        using var top = DirectoryHandle.Open("/");
        using var proc = top.FindBeneathAcrossMounts("proc");
        Assert.That(proc!.Stat().Device, Is.Not.EqualTo(top.Stat().Device));
    }

    [Test]
    public void Says_which_call_failed_where_and_why()
    {
        tree.File("file");
        var error = Assert.Throws<LinuxException>(() => Root.OpenBeneath("file"));
        Assert.That(error.Message, Does.StartWith($"openat2 {tree.At("file")}: ENOTDIR ("));
    }

    [Test]
    public void Reports_the_status_of_the_kernel()
    {
        var path = tree.File("file", new string('x', 10_000));
        var status = Root.Stat("file");
        Assert.Multiple(() =>
        {
            Assert.That(status.Kind, Is.EqualTo(FileKind.File));
            Assert.That(status.Length, Is.EqualTo(10_000));
            Assert.That(status.Allocated.Value, Is.GreaterThanOrEqualTo(10_000));
            Assert.That(status.LinkCount, Is.EqualTo(1));
            Assert.That(status.Device, Is.EqualTo(Root.Stat().Device));
            Assert.That(status.BornNanoseconds, Is.GreaterThan(0));
            Assert.That(
                status.LastChanged,
                Is.EqualTo(new DateTimeOffset(File.GetLastWriteTimeUtc(path))).Within(TimeSpan.FromSeconds(1))
            );
        });
    }

    [Test]
    public void Reports_a_links_own_status_and_target()
    {
        tree.Link("link", "../nowhere");
        Assert.That(Root.Stat("link").Kind, Is.EqualTo(FileKind.SymbolicLink));
        Assert.That(Root.ReadLink("link").FindText(), Is.EqualTo("../nowhere"));
    }

    [Test]
    public void Gives_a_replaced_directory_another_fingerprint()
    {
        tree.Folder("victim");
        var before = Root.Stat("victim").Fingerprint;
        tree.Folder("replacement");
        Directory.Delete(tree.At("victim"));
        Directory.Move(tree.At("replacement"), tree.At("victim"));
        Assert.That(Root.Stat("victim").Fingerprint, Is.Not.EqualTo(before));
    }

    [Test]
    public void Reads_a_regular_file_and_nothing_else()
    {
        tree.File("a/file", "text");
        tree.Link("a/link", "file");
        tree.Folder("a/folder");
        Assert.That(Root.FindFile("a/file", 100), Is.EqualTo("text"u8.ToArray()));
        Assert.That(Root.FindFile("a/none", 100), Is.Null);
        Assert.That(() => Root.FindFile("a/file", 3), ThrowsErrno(nameof(Errno.EFBIG)));
        Assert.That(() => Root.FindFile("a/link", 100), ThrowsErrno(nameof(Errno.ELOOP)));
        Assert.That(() => Root.FindFile("a/folder", 100), ThrowsErrno(nameof(Errno.EINVAL)));
    }

    private static EqualStringConstraint ThrowsErrno(string name) =>
        Throws.TypeOf<LinuxException>().With.Property(nameof(LinuxException.ErrorName)).EqualTo(name);
}
