using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Stores;

namespace NodeGc.Storage.Tests.Locating;

/// <summary>Any program may be called dockerd and name any file: it is reported, and steers nothing.</summary>
internal sealed class UnidentifiedDaemonTests : IDisposable
{
    private readonly TempTree tree = new();
    private readonly ProcOnDisk proc;

    public UnidentifiedDaemonTests()
    {
        proc = new ProcOnDisk(tree.Folder("proc"));
        tree.Folder("docker/image");
        tree.File("docker/volumes/metadata.db", "");
    }

    public void Dispose() => tree.Dispose();

    [TestCase("fifo", "is not a regular file")]
    [TestCase("folder", "is not a regular file")]
    [TestCase("/dev/zero", "is not a regular file")]
    [TestCase("broken.json", "is not valid JSON (line 1)")]
    [TestCase("long.json", "is longer than 1 MiB")]
    [TestCase("circle", "symbolic links form a loop")]
    [TestCase("magic", "leave the engine's root directory")]
    [TestCase("marked-and-more.json", "byte order mark")]
    public void Says_what_is_wrong_with_the_named_file_and_continues(string file, string wrong)
    {
        Plant();
        proc.Process(300, "dockerd", "/tmp/dockerd", "--config-file", file[0] == '/' ? file : tree.At(file));

        var store = Only(tree.At("docker"));

        Assert.That(store.Daemon, Is.Null);
        var doubt = store.Doubts.Single();
        Assert.That((doubt.Scope, doubt.Subject), Is.EqualTo((DoubtScope.Nothing, "process 300 (dockerd)")));
        Assert.That(doubt.Message, Does.Contain(wrong).And.Contain(file).And.Not.Contain("/proc/300"));
    }

    [Test]
    public void Does_not_read_a_command_line_without_end()
    {
        proc.Process(300, "dockerd", "/tmp/dockerd", new string('x', 2 << 20));

        Assert.That(Only(tree.At("docker")).Doubts.Single().Message, Does.Contain("cmdline is longer than 1 MiB"));
    }

    [Test]
    public void Reads_the_file_from_the_root_directory_of_the_process()
    {
        tree.File("jail/real.json", """{"data-root":"/mine"}""");
        tree.Link("jail/etc/docker/daemon.json", "/real.json");
        tree.Folder("jail/mine/image");
        proc.Process(300, "dockerd", "/usr/bin/dockerd").RootedAt(300, tree.At("jail"));

        Assert.That(Only(null).DataRoot, Is.EqualTo($"{proc.Root}/300/root/mine"));
    }

    [Test]
    public void Does_not_take_a_path_of_another_root_directory_for_its_own()
    {
        tree.Folder($"jail{tree.At("docker")}/image");
        proc.Process(300, "dockerd", "/usr/bin/dockerd", "--data-root", tree.At("docker"));
        proc.RootedAt(300, tree.At("jail"));

        Assert.That(Only(tree.At("docker")).Daemon, Is.Null);
    }

    [Test]
    public void One_that_only_says_so_is_none_beside_one_that_uses_its_data_root()
    {
        tree.Folder("fake/image");
        proc.Process(300, "dockerd", "/tmp/dockerd", "--data-root", tree.At("fake"));
        RunEngine(301);

        Assert.That(Only(null).Daemon!.Pid, Is.EqualTo(301));
    }

    [Test]
    public void One_that_says_it_uses_the_same_data_root_is_not_taken_for_the_one_that_does()
    {
        proc.Process(300, "dockerd", "/tmp/dockerd", "--data-root", tree.At("docker"));
        RunEngine(301);

        Assert.That(Only(tree.At("docker")).Daemon!.Pid, Is.EqualTo(301));
    }

    [Test]
    public void What_hangs_is_waited_for_once()
    {
        using var answer = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        var process = (tree.At("proc"), 300, 1UL);

        Assert.That(
            () => BlockingRead.Run(process, Wait, TimeSpan.FromMilliseconds(1)),
            Throws.TypeOf<TimeoutException>()
        );
        Assert.That(() => BlockingRead.Run(process, () => true), Throws.TypeOf<TimeoutException>(), "it still hangs");
        answer.Set();
        Assert.That(done.Wait(TimeSpan.FromMinutes(2)), Is.True);
        Deadline.Await("the thread to end", () => AnswersAgain(process));

        bool Wait()
        {
            answer.Wait();
            done.Set();
            return true;
        }
    }

    [Test]
    public void A_failure_while_waiting_is_passed_on()
    {
        Assert.That(() => BlockingRead.Run((tree.At("proc"), 1, 1UL), Fail), Throws.TypeOf<IOException>());

        static bool Fail() => throw new IOException("gone");
    }

    private static bool AnswersAgain((string, int, ulong) process)
    {
        try
        {
            return BlockingRead.Run(process, () => true);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Plant()
    {
        tree.Folder("folder");
        tree.File("broken.json", "{ broken");
        tree.File("long.json", new string(' ', (1 << 20) + 1));
        tree.Link("circle", tree.At("circle"));
        tree.Link("magic", "/proc/self/root/etc/hostname");
        File.WriteAllBytes(tree.At("marked-and-more.json"), [0xEF, 0xBB, 0xBF, .. "{} {}"u8]);
        Assert.That(new ExternalCommand("/usr/bin/mkfifo", tree.At("fifo")).Run().Succeeded);
    }

    private StoreLocation Only(string? dataRoot)
    {
        var query = new DataRootQuery
        {
            DataRoot = dataRoot,
            ProcRoot = proc.Root,
            ConfigFile = tree.At("none.json"),
        };
        return DataRootFinder.Find(query) switch
        {
            DataRootAnswer.Found found => found.Stores.Single(),
            var other => throw new AssertionException(other.ToString()),
        };
    }

    private void RunEngine(int pid)
    {
        proc.Process(pid, "dockerd", "/usr/bin/dockerd", "--data-root", tree.At("docker"));
        proc.OpenFile(pid, 5, tree.At("docker/volumes/metadata.db"));
    }
}
