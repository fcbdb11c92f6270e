using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Storage.Tests.Reading;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Testing.Docker;

namespace NodeGc.Storage.Tests.Locating;

/// <summary>Not seeing a daemon by its name proves nothing: open files and locks show an engine all the same, and then
/// all is kept.</summary>
internal sealed class EngineEvidenceTests : IDisposable
{
    private const string Database = "volumes/metadata.db";

    private readonly StoreUnderTest test = new();

    public EngineEvidenceTests()
    {
        test.Store.OrphanDirectory();
        test.Store.AnonymousVolume();
        test.Store.Finish();
    }

    private string DataRoot => test.Store.Root;

    public void Dispose() => test.Dispose();

    [Test]
    public async Task Without_any_evidence_no_engine_runs()
    {
        var inventory = await test.ReadAsync();

        Assert.That((inventory.Doubts.Length, inventory.Store.IsEngineRunning), Is.EqualTo((0, false)));
        Assert.That(StoreUnderTest.Garbage(inventory), Has.Length.EqualTo(2));
    }

    [TestCase(Database)]
    [TestCase("buildkit/cache.db")]
    [TestCase("network/files/local-kv.db")]
    public async Task A_lock_shows_an_engine_of_which_no_process_is_seen(string database)
    {
        Plant(database);
        using var holder = Hold(database);

        var inventory = await test.ReadAsync();

        var doubt = inventory.Doubts.Single();
        Assert.That((doubt.Kind, doubt.Scope), Is.EqualTo((DoubtKind.EngineUnreachable, DoubtScope.Everything)));
        Assert.That(doubt.Message, Does.Contain($"{database} is locked"));
        Assert.That(inventory.Store.IsEngineRunning, Is.True);
        Assert.That(StoreUnderTest.Garbage(inventory), Is.Empty);
    }

    [Test]
    public async Task Testing_the_lock_leaves_it_free()
    {
        await test.ReadAsync();

        using var file = File.OpenHandle(Path.Combine(DataRoot, Database), share: FileShare.ReadWrite);
        Assert.That(DatabaseLock.TryAcquire(file), Is.True);
        Assert.That(DatabaseLock.FindHolder(DataRoot, Database), Is.Null, "its own lock is not an engine's");
        DatabaseLock.Release(file);
    }

    [Test]
    public async Task A_database_open_for_writing_shows_an_engine_of_any_name()
    {
        Plant("buildkit/cache.db");
        test.Proc.Process(400, "enginex", "/opt/enginex");
        test.Proc.OpenFile(400, 7, Path.Combine(DataRoot, "buildkit/cache.db")).OpenedWith(400, 7, "0100002");

        var doubt = (await test.ReadAsync()).Doubts.Single();

        Assert.That((doubt.Kind, doubt.Scope), Is.EqualTo((DoubtKind.EngineUnreachable, DoubtScope.Everything)));
        Assert.That(doubt.Message, Does.Contain("process 400 (enginex) has buildkit/cache.db open for writing"));
    }

    [Test]
    public async Task A_database_open_for_reading_shows_a_backup()
    {
        test.Proc.Process(400, "backup", "/opt/backup");
        test.Proc.OpenFile(400, 7, Path.Combine(DataRoot, Database)).OpenedWith(400, 7, "0100000");

        Assert.That((await test.ReadAsync()).Doubts, Is.Empty);
    }

    [Test]
    public void A_process_of_any_name_that_has_the_volumes_open_is_the_daemon()
    {
        RunEngine("enginex", "/opt/enginex", "-H", "unix:///run/x.sock");

        foreach (var named in new[] { DataRoot, null })
        {
            var daemon = Locate(named).Daemon!;
            Assert.That((daemon.Pid, daemon.Name, daemon.IsConfirmed), Is.EqualTo((400, "enginex", true)));
            Assert.That(daemon.Sockets, Is.EqualTo(new[] { $"{test.Proc.Root}/400/root/run/x.sock" }));
        }
    }

    [Test]
    public void A_configuration_that_was_changed_since_does_not_move_a_running_engine()
    {
        test.Tree.Folder("other/image");
        var json = $$"""{"data-root":"{{test.Tree.At("other")}}","storage-driver":"vfs"}""";
        RunEngine("dockerd", "/usr/bin/dockerd", "--config-file", test.Tree.File("daemon.json", json));

        var daemon = Locate(DataRoot).Daemon!;

        Assert.That((daemon.Pid, daemon.DataRoot, daemon.StorageDriver), Is.EqualTo((400, DataRoot, (string?)null)));
        Assert.That(daemon.Fault, Does.Contain("was changed since the engine started"));
        Assert.That(Locate(test.Tree.At("other")).Daemon, Is.Null);
    }

    [Test]
    public async Task A_named_socket_that_is_missing_does_not_hide_a_locked_database()
    {
        using var holder = Hold(Database);
        test.DefaultSockets = [test.Tree.At("none.sock")];

        Assert.That((await test.ReadAsync()).Doubts.Single().Kind, Is.EqualTo(DoubtKind.EngineUnreachable));
    }

    [Test]
    public async Task The_proc_of_a_container_shows_no_host()
    {
        test.Proc.InContainer(1);

        var doubt = (await test.ReadAsync()).Doubts.Single();

        Assert.That((doubt.Kind, doubt.Scope), Is.EqualTo((DoubtKind.KernelEvidenceMissing, DoubtScope.Everything)));
        Assert.That(doubt.Message, Does.Contain("--pid=host").And.Contain("hostPID: true"));
    }

    [Test]
    public async Task An_engine_in_the_same_container_is_enough()
    {
        RunEngine("dockerd", "/usr/bin/dockerd");
        test.Proc.InContainer(1, 400);
        test.Daemon = Locate(DataRoot).Daemon;

        Assert.That(await FindKindsAsync(), Has.None.EqualTo(DoubtKind.KernelEvidenceMissing));
    }

    [Test]
    public async Task An_engine_in_a_container_of_its_own_is_not()
    {
        RunEngine("dockerd", "/usr/bin/dockerd");
        test.Proc.InContainer(1);
        test.Daemon = Locate(DataRoot).Daemon;

        Assert.That(await FindKindsAsync(), Has.Some.EqualTo(DoubtKind.KernelEvidenceMissing));
    }

    private void Plant(string database)
    {
        if (!File.Exists(Path.Combine(DataRoot, database)))
            test.Tree.File($"docker/{database}", "");
    }

    /// <summary>As an engine that nothing but its lock shows: the process is not in the proc of the test.</summary>
    private Holder Hold(string database) => new(Path.Combine(DataRoot, database));

    private StoreLocation Locate(string? dataRoot)
    {
        var none = test.Tree.At("none");
        var query = new DataRootQuery
        {
            DataRoot = dataRoot,
            ProcRoot = test.Proc.Root,
            ConfigFile = none,
        };
        return DataRootFinder.Find(query) switch
        {
            DataRootAnswer.Found found => found.Stores.Single(),
            var other => throw new AssertionException(other.ToString()),
        };
    }

    /// <summary>A process that has the volumes of the store open.</summary>
    private void RunEngine(string name, params string[] arguments) =>
        test.Proc.Process(400, name, arguments).OpenFile(400, 7, Path.Combine(DataRoot, Database));

    private async Task<DoubtKind[]> FindKindsAsync() =>
        [.. (await test.ReadAsync()).Doubts.Select(doubt => doubt.Kind)];

    private sealed class Holder : IDisposable
    {
        private readonly System.Diagnostics.Process process;

        public Holder(string path)
        {
            string[] arguments = ["--exclusive", path, "/bin/sh", "-c", "echo held; exec cat"];
            process = new ExternalCommand("/usr/bin/flock", arguments).Start();
            process.StandardOutput.ReadLine();
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
