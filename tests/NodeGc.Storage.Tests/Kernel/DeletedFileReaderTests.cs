using System.Collections.Immutable;
using System.Diagnostics;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Kernel;

namespace NodeGc.Storage.Tests.Kernel;

internal sealed class DeletedFileReaderTests : IDisposable
{
    private static readonly string Container = new('c', 64);

    private readonly TempTree tree = new(TempTree.InMemory);
    private readonly List<Process> holders = [];

    public void Dispose()
    {
        foreach (var holder in holders)
        {
            holder.Kill(entireProcessTree: true);
            holder.WaitForExit();
            holder.Dispose();
        }
        tree.Dispose();
    }

    [Test]
    public void Reports_the_space_the_process_and_the_path()
    {
        var holder = Hold(tree.Folder("data/tmp"), "file");
        Assert.That(
            Read(),
            Is.EqualTo([new DeletedFile(holder.Id, "sh", tree.At("data/tmp/file"), new Bytes(20_480))])
        );
    }

    [Test]
    public void Reports_a_file_once_that_two_processes_hold()
    {
        Start($"{Deleting(tree.Folder("data/tmp"), "file")}; sleep 600 <&- >&- &");
        Assert.That(Read(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Leaves_out_a_file_that_still_has_a_name()
    {
        tree.Folder("data/tmp");
        Start(
            $"exec 3>{tree.At("data/tmp/file")} && ln {tree.At("data/tmp/file")} {tree.At("data/tmp/kept")} && rm "
                + $"{tree.At("data/tmp/file")}"
        );
        Assert.That(Read(), Is.Empty);
    }

    [TestCase("elsewhere")]
    [TestCase("data-of-another")]
    public void Leaves_out_what_is_outside(string folder)
    {
        tree.Folder("data");
        Hold(tree.Folder(folder), "file");
        Assert.That(Read(), Is.Empty);
    }

    [Test]
    public void Leaves_out_what_is_on_something_mounted_in_the_store()
    {
        tree.Mount("data/containers/c1/mounts/shm", "-t", "tmpfs", "tmpfs");
        Hold(tree.At("data/containers/c1/mounts/shm"), "file");
        Assert.That(Read(), Is.Empty);
    }

    [Test]
    public void Finds_what_is_on_a_disk_that_belongs_to_the_store()
    {
        tree.Mount("data/volumes", "-t", "tmpfs", "tmpfs");
        Hold(tree.Folder("data/volumes/v/_data"), "file");
        Assert.That(Read().Select(file => file.Path), Is.EqualTo([tree.At("data/volumes/v/_data/file")]));
    }

    [Test]
    public void Finds_what_a_process_sees_elsewhere_through_a_mount_of_its_own()
    {
        var (store, other) = (tree.Folder("data/volumes/v/_data"), tree.Folder("view"));
        Start(
            $"mount --bind {store} {other} && {Deleting(other, "file")}",
            "unshare",
            "--mount",
            "--propagation",
            "private"
        );
        Assert.That(Read().Select(file => file.Path), Is.EqualTo([tree.At("view/file")]));
    }

    [Test]
    public void Finds_what_a_process_holds_in_a_filesystem_made_of_layers()
    {
        foreach (
            var folder in new[] { "data/overlay2/rw/diff", "data/overlay2/rw/work", "data/overlay2/base/diff", "view" }
        )
            tree.Folder(folder);
        var options =
            $"lowerdir={tree.At("data/overlay2/base/diff")},"
            + $"upperdir={tree.At("data/overlay2/rw/diff")},workdir={tree.At("data/overlay2/rw/work")}";
        Start(
            $"mount -t overlay overlay -o {options} {tree.At("view")} && {Deleting(tree.At("view"), "file")}",
            "unshare",
            "--mount",
            "--propagation",
            "private"
        );
        var layer = new Resource(ResourceId.LayerDirectory("overlay2", "rw"));
        Assert.That(
            Read(layer).Select(file => (file.Path, file.Size)),
            Is.EqualTo([(tree.At("view/file"), new Bytes(20_480))])
        );
    }

    [Test]
    public void Knows_the_container_by_the_path_of_its_log()
    {
        Hold(tree.Folder($"data/containers/{Container}"), $"{Container}-json.log");
        Assert.That(
            Read(new Resource(new ResourceId(ResourceKind.Container, Container))).Single().ContainerId,
            Is.EqualTo(Container)
        );
    }

    [Test]
    public void Finds_the_data_root_behind_a_link()
    {
        Hold(tree.Folder("data/tmp"), "file");
        tree.Link("link", "data");
        Assert.That(DeletedFileReader.Read(InventoryAt(tree.At("link")), "/proc", default), Has.Length.EqualTo(1));
    }

    private Process Hold(string folder, string file) => Start(Deleting(folder, file));

    private static string Deleting(string folder, string file) =>
        $"exec 3>{folder}/{file} && head -c 20000 /dev/zero >&3 && rm {folder}/{file}";

    /// <summary>A shell that carries out a script and stays, holding what the script opened.</summary>
    private Process Start(string script, params string[] wrapper)
    {
        string[] command = [.. wrapper, "sh", "-c", $"{script}\necho there; read -r line"];
        var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            }
        )!;
        holders.Add(process);
        return process.StandardOutput.ReadLine() == "there"
            ? process
            : throw new AssertionException($"{script} failed");
    }

    private ImmutableArray<DeletedFile> Read(params Resource[] resources) =>
        DeletedFileReader.Read(InventoryAt(tree.At("data"), resources), "/proc", default);

    private static Inventory InventoryAt(string root, params Resource[] resources) =>
        new()
        {
            Store = new StoreFacts(root, "overlay2", null, false),
            TakenAt = DateTimeOffset.UnixEpoch,
            Resources = [.. resources],
        };
}
