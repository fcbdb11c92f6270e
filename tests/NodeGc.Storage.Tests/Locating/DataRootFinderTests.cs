using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Testing.Stores;

namespace NodeGc.Storage.Tests.Locating;

internal sealed class DataRootFinderTests : IDisposable
{
    private readonly TempTree tree = new();
    private readonly ProcOnDisk proc;

    public DataRootFinderTests()
    {
        proc = new ProcOnDisk(tree.Folder("proc"));
        tree.Folder("docker/image");
    }

    public void Dispose() => tree.Dispose();

    [Test]
    public void Finds_the_data_root_of_a_running_daemon()
    {
        proc.Process(300, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("docker"), "-H", "unix:///run/x.sock");

        var store = Only(Find());

        Assert.That(store.DataRoot, Is.EqualTo(tree.At("docker")));
        Assert.That(store.Daemon!.Pid, Is.EqualTo(300));
        Assert.That(store.Daemon.StartedAt, Is.EqualTo(ProcOnDisk.BootTime + TimeSpan.FromSeconds(13)));
        Assert.That(store.Daemon.Sockets, Is.EqualTo(new[] { $"{proc.Root}/300/root/run/x.sock" }));
    }

    [Test]
    public void Finds_the_data_root_that_the_configuration_file_names()
    {
        proc.Process(
            300,
            "dockerd",
            "/usr/sbin/dockerd",
            $"--config-file={tree.File("daemon.json", $$"""{"data-root":"{{tree.At("docker")}}"}""")}"
        );

        Assert.That(Only(Find()).DataRoot, Is.EqualTo(tree.At("docker")));
    }

    [Test]
    public void Finds_the_data_root_of_a_rootless_engine()
    {
        tree.Folder("home/.local/share/docker/image");
        proc.Process(300, "dockerd", "dockerd", "--rootless");
        File.WriteAllText(proc.At("300/environ"), $"HOME={tree.At("home")}\0XDG_RUNTIME_DIR=/run/user/1000\0");

        var store = Only(Find());

        Assert.That(store.DataRoot, Is.EqualTo(tree.At("home/.local/share/docker")));
        Assert.That(store.Daemon!.Sockets, Is.EqualTo(new[] { $"{proc.Root}/300/root/run/user/1000/docker.sock" }));
    }

    [Test]
    public void Knows_which_driver_a_stopped_engine_is_configured_to_use()
    {
        var config = tree.File(
            "daemon.json",
            $$"""{"data-root":"{{tree.At("docker")}}","storage-driver":"vfs","""
                + """ "features":{"containerd-snapshotter":false}}"""
        );
        var found = DataRootFinder.Find(
            new DataRootQuery
            {
                DataRoot = tree.At("docker"),
                ProcRoot = proc.Root,
                ConfigFile = config,
            }
        );

        var store = ((DataRootAnswer.Found)found).Stores.Single();

        Assert.That((store.ConfiguredDriver, store.ConfiguredContainerd), Is.EqualTo(("vfs", false)));
    }

    [Test]
    public void Knows_where_an_engine_is_configured_to_listen_that_is_not_seen()
    {
        var config = tree.File("daemon.json", """{"hosts":["fd://","tcp://127.0.0.1:1","unix:///run/own.sock"]}""");
        var query = new DataRootQuery
        {
            DataRoot = tree.At("docker"),
            ProcRoot = proc.Root,
            ConfigFile = config,
        };

        Assert.That(Only(DataRootFinder.Find(query)).ConfiguredSockets, Is.EqualTo(new[] { "/run/own.sock" }));
    }

    [Test]
    public void Believes_no_configuration_of_another_data_root()
    {
        tree.Folder("other/image");
        var config = tree.File("daemon.json", $$"""{"data-root":"{{tree.At("other")}}","storage-driver":"vfs"}""");
        var found = DataRootFinder.Find(
            new DataRootQuery
            {
                DataRoot = tree.At("docker"),
                ProcRoot = proc.Root,
                ConfigFile = config,
            }
        );

        Assert.That(((DataRootAnswer.Found)found).Stores.Single().ConfiguredDriver, Is.Null);
    }

    [Test]
    public void Finds_the_daemon_of_a_data_root_by_identity_although_the_paths_differ()
    {
        tree.Link("link", tree.At("docker"));
        proc.Process(300, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("link"));

        var store = Only(Find(tree.At("docker")));

        Assert.That(store.Daemon!.Pid, Is.EqualTo(300));
    }

    [Test]
    public void Leaves_a_daemon_of_another_data_root_alone()
    {
        tree.Folder("other/image");
        proc.Process(300, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("other"));

        Assert.That(Only(Find(tree.At("docker"))).Daemon, Is.Null);
    }

    [Test]
    public void Finds_several_daemons()
    {
        tree.Folder("other/image");
        proc.Process(300, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("docker"));
        proc.Process(301, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("other"));

        Assert.That(Stores(Find()).Select(store => store.Daemon!.Pid), Is.EqualTo(new[] { 300, 301 }));
    }

    [Test]
    public void Takes_neither_clients_nor_helpers_for_daemons()
    {
        proc.Process(300, "docker", "docker", "run", "--data-root", "/x");
        proc.Process(301, "exe", "docker-untar", "/", "/x");
        proc.Process(302, "vim", "vim", "dockerd");

        Assert.That(Only(Find(tree.At("docker"))).Daemon, Is.Null);
    }

    [Test]
    public void Goes_to_the_user_namespace_root_of_the_daemon()
    {
        tree.Folder("docker/500000.500000/image");
        proc.Process(
            300,
            "dockerd",
            "/usr/sbin/dockerd",
            "--data-root",
            tree.At("docker"),
            "--userns-remap",
            "nobody-has-this-name"
        );

        Assert.That(Only(Find()).DataRoot, Is.EqualTo(tree.At("docker/500000.500000")));
        Assert.That(Only(Find(tree.At("docker"))).DataRoot, Is.EqualTo(tree.At("docker/500000.500000")));
    }

    [Test]
    public void Takes_the_only_user_namespace_root_of_a_folder_that_holds_nothing_else()
    {
        tree.Folder("plain/500000.500000/image");

        Assert.That(Only(Find(tree.At("plain"))).DataRoot, Is.EqualTo(tree.At("plain/500000.500000")));
    }

    [Test]
    public void Without_a_daemon_the_configuration_file_says_where()
    {
        var query = Query(null) with
        {
            ConfigFile = tree.File("daemon.json", $$"""{"data-root":"{{tree.At("docker")}}"}"""),
        };

        Assert.That(Only(DataRootFinder.Find(query)).DataRoot, Is.EqualTo(tree.At("docker")));
    }

    [TestCase("{\"data-root\":")]
    [TestCase("{\"data-root\":7}")]
    [TestCase("[]")]
    public void A_broken_configuration_file_is_an_error_and_not_the_default(string json)
    {
        var query = Query(null) with { ConfigFile = tree.File("daemon.json", json) };

        Assert.That(
            Failure(DataRootFinder.Find(query)),
            Is.EqualTo((LocatingFailure.BadConfiguration, tree.At("daemon.json")))
        );
    }

    [Test]
    public void A_daemon_with_a_broken_configuration_file_is_known_by_its_command_line()
    {
        proc.Process(
            300,
            "dockerd",
            "/usr/sbin/dockerd",
            "--data-root",
            tree.At("docker"),
            "--config-file",
            tree.File("daemon.json", "{")
        );

        var daemon = Only(Find(tree.At("docker"))).Daemon!;

        Assert.That(daemon.Pid, Is.EqualTo(300));
        Assert.That(daemon.Fault, Does.StartWith($"{tree.At("daemon.json")}: Cannot parse the engine's configuration"));
    }

    [Test]
    public void A_daemon_whose_root_directory_cannot_be_read_may_use_any_data_root()
    {
        proc.Process(300, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("other"))
            .WithoutRoot(300, isEnding: false);

        var doubt = Only(Find(tree.At("docker"))).Doubts.Single();

        Assert.That((doubt.Kind, doubt.Scope), Is.EqualTo((DoubtKind.KernelEvidenceMissing, DoubtScope.Everything)));
        Assert.That(doubt.Subject, Is.EqualTo("process 300 (dockerd)"));
        Assert.That(Failure(Find()).Item1, Is.EqualTo(LocatingFailure.Hidden));
    }

    [Test]
    public void A_daemon_that_is_ending_has_no_root_directory_any_more_and_does_not_count()
    {
        proc.Process(300, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("docker"))
            .WithoutRoot(300, isEnding: true);

        Assert.That(Only(Find(tree.At("docker"))).Daemon, Is.Null);
    }

    [Test]
    public void Without_a_daemon_a_missing_or_empty_directory_means_that_there_is_no_store()
    {
        Assert.That(Failure(Find(tree.At("nowhere"))), Is.EqualTo((LocatingFailure.NoStore, tree.At("nowhere"))));
        Assert.That(Failure(Find(tree.Folder("empty"))), Is.EqualTo((LocatingFailure.NoStore, tree.At("empty"))));
    }

    [Test]
    public void While_a_daemon_runs_nothing_at_the_path_is_an_error()
    {
        proc.Process(300, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("docker"));

        Assert.That(Failure(Find(tree.At("nowhere"))), Is.EqualTo((LocatingFailure.NoDataRoot, tree.At("nowhere"))));
        Assert.That(Failure(Find(tree.Folder("empty"))), Is.EqualTo((LocatingFailure.NotDocker, tree.At("empty"))));
    }

    [Test]
    public void A_process_that_may_be_a_daemon_may_use_what_is_missing()
    {
        proc.Process(300, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("docker"))
            .WithoutRoot(300, isEnding: false);

        Assert.That(Failure(Find(tree.At("nowhere"))).Item1, Is.EqualTo(LocatingFailure.NoDataRoot));
    }

    [Test]
    public void The_daemon_of_another_specified_data_root_does_not_count()
    {
        proc.Process(300, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("docker"));
        var query = Query(tree.At("nowhere")) with { OtherDataRoots = [tree.At("docker")] };

        Assert.That(Failure(DataRootFinder.Find(query)).Item1, Is.EqualTo(LocatingFailure.NoStore));
    }

    [Test]
    public void A_folder_of_somebody_else_is_an_error()
    {
        tree.Folder("home/photos");

        Assert.That(Failure(Find(tree.At("home"))), Is.EqualTo((LocatingFailure.NotDocker, tree.At("home"))));
    }

    [TestCase("/var/lib/docker")]
    [TestCase("{host}/var/lib/docker")]
    public void Resolves_paths_in_the_mounted_root_of_the_host(string dataRoot)
    {
        tree.Folder("host/data/docker/image");
        tree.Link("host/var/lib/docker", "/data/docker");
        var query = Query(dataRoot.Replace("{host}", tree.At("host"), StringComparison.Ordinal)) with
        {
            HostRoot = tree.At("host"),
        };

        Assert.That(Only(DataRootFinder.Find(query)).DataRoot, Is.EqualTo(tree.At("host/data/docker")));
    }

    [Test]
    public void Reads_the_configuration_of_the_host()
    {
        tree.Folder("host/srv/docker/image");
        tree.File("host/etc/docker/daemon.json", """{"data-root":"/srv/docker"}""");
        var query = Query(null) with { HostRoot = tree.At("host"), ConfigFile = "/etc/docker/daemon.json" };

        Assert.That(Only(DataRootFinder.Find(query)).DataRoot, Is.EqualTo(tree.At("host/srv/docker")));
    }

    [Test]
    public void Follows_absolute_links_within_the_root_of_the_process()
    {
        tree.Folder("jail/real");
        tree.Link("jail/var/lib/docker", "/real");

        Assert.That(new RootedPath(tree.At("jail")).Resolve("/var/lib/../lib/docker/x"), Is.EqualTo("/real/x"));
    }

    [Test]
    public void Links_in_a_circle_are_an_error()
    {
        tree.Link("a", tree.At("b"));
        tree.Link("b", tree.At("a"));

        Assert.That(Failure(Find(tree.At("a"))).Item1, Is.EqualTo(LocatingFailure.Unreadable));
    }

    [Test]
    public void A_daemon_that_still_has_its_databases_open_is_the_one()
    {
        var store = RunConfirmed(300);
        proc.Process(200, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("docker"));

        Assert.That(DataRootFinder.FindDaemon(proc.Root, store)?.Pid, Is.EqualTo(300));
    }

    [Test]
    public void A_daemon_that_closed_its_databases_gives_way_to_the_next_one()
    {
        var store = RunConfirmed(300);
        File.Delete(proc.At("300/fd/5"));
        RunConfirmed(400);

        Assert.That(DataRootFinder.FindDaemon(proc.Root, store)?.Pid, Is.EqualTo(400));
    }

    [Test]
    public void Another_process_with_the_id_of_the_daemon_is_not_the_daemon()
    {
        var store = RunConfirmed(300);
        Directory.Delete(proc.At("300"), recursive: true);
        proc.Process(300, "sh", "/bin/sh");

        Assert.That(DataRootFinder.FindDaemon(proc.Root, store), Is.Null);
    }

    private StoreLocation RunConfirmed(int pid)
    {
        proc.Process(pid, "dockerd", "/usr/sbin/dockerd", "--data-root", tree.At("docker"));
        proc.OpenFile(pid, 5, tree.File("docker/volumes/metadata.db", ""));
        return Only(Find(tree.At("docker")));
    }

    private DataRootQuery Query(string? dataRoot) =>
        new()
        {
            DataRoot = dataRoot,
            ProcRoot = proc.Root,
            ConfigFile = tree.At("none.json"),
            DefaultDataRoot = tree.At("default"),
        };

    private DataRootAnswer Find(string? dataRoot = null) => DataRootFinder.Find(Query(dataRoot));

    private static ImmutableArray<StoreLocation> Stores(DataRootAnswer answer) =>
        answer is DataRootAnswer.Found found ? found.Stores : throw new AssertionException(answer.ToString());

    private static StoreLocation Only(DataRootAnswer answer) => Stores(answer).Single();

    private static (LocatingFailure, string) Failure(DataRootAnswer answer) =>
        answer is DataRootAnswer.Failed failed
            ? (failed.Failure, failed.Subject)
            : throw new AssertionException(answer.ToString());
}
