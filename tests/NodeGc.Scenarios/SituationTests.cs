using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>The situations are what they say: checked with the engine's own means, without the code under
/// test.</summary>
public sealed class SituationTests
{
    private PrivateDockerd dockerd = null!;
    private LayerStore store = null!;

    [OneTimeSetUp]
    public void Start()
    {
        dockerd = PrivateDockerd.Start();
        BaseImage.Load(dockerd.Cli);
        store = new LayerStore(dockerd);
    }

    [OneTimeTearDown]
    public void Stop() => dockerd.Dispose();

    [Test]
    public void An_image_that_stands_on_an_unknown_directory_does_not_run_without_it()
    {
        var unknown = PruneLeak.MakeImageOnUnknownDirectory(dockerd, "leak");
        Assert.That(StoreCheck.Take(dockerd.Cli).FindViolations(), Is.Empty);
        Directory.Move(Path.Combine(store.Home, unknown), Path.Combine(dockerd.DataRoot, unknown));
        Assert.That(
            StoreCheck.Take(dockerd.Cli).FindViolations(),
            Has.Count.EqualTo(1).And.All.Contain("cannot be run")
        );
        Directory.Move(Path.Combine(dockerd.DataRoot, unknown), Path.Combine(store.Home, unknown));
        dockerd.Cli.Do("rmi", "leak-1", "leak-2");
        Assert.That(store.List(), Does.Contain(unknown));
    }

    [Test]
    public void A_failed_create_leaves_two_directories_that_the_engine_does_not_know()
    {
        var containers = dockerd.Cli.Lines("ps", "-aq").Count;
        Assert.That(FailedCreate.MakeOrphans(dockerd), Has.Count.EqualTo(2).And.One.EndsWith("-init"));
        Assert.That(dockerd.Cli.Lines("ps", "-aq"), Has.Count.EqualTo(containers));
    }

    [Test]
    public void An_interrupted_load_leaves_a_half_written_directory_and_registered_layers()
    {
        var load = InterruptedLoad.Make(dockerd, "load");
        dockerd.Resume();
        Assert.That(load.Registered, Has.Count.EqualTo(2));
        Assert.That(dockerd.Cli.Lines("images", "-q", "load"), Is.Empty);
    }

    [Test]
    public void An_interrupted_import_leaves_a_directory_and_its_write_set()
    {
        var before = store.ListWriteSets().Count;
        var directory = InterruptedImport.MakeOrphan(dockerd);
        dockerd.Resume();
        Assert.That(store.List(), Does.Contain(directory));
        Assert.That(store.ListWriteSets(), Has.Count.EqualTo(before + 1));
    }

    [Test]
    public void An_interrupted_build_step_leaves_a_mount_without_a_container()
    {
        var entry = InterruptedBuildStep.Make(dockerd);
        dockerd.Resume();
        Assert.That(Directory.Exists(Path.Combine(store.LayerDb, "mounts", entry)));
    }
}
