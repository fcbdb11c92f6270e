using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Removal.Sweeping;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>What holds for every storage driver, on a real engine with that driver; for the usual one, on all
/// engines.</summary>
[TestFixture("overlay2", null, DockerRelease.Docker20)]
[TestFixture("overlay2", null, DockerRelease.Docker26)]
[TestFixture("overlay2", null, DockerRelease.Docker28)]
[TestFixture("fuse-overlayfs", null, DockerRelease.Docker20)]
[TestFixture("vfs", null, DockerRelease.Docker20)]
[TestFixture("btrfs", "btrfs", DockerRelease.Docker20)]
public sealed class DriverConformance(string driver, string? filesystem, DockerRelease release)
{
    private LoopDisk? disk;
    private Node node = null!;

    [OneTimeSetUp]
    public void Start()
    {
        disk = filesystem is null ? null : new LoopDisk(filesystem);
        node = Node.Start(
            new DockerdOptions
            {
                Release = release,
                StorageDriver = driver,
                DataRoot = disk is null ? "data" : Path.Combine(disk.Mountpoint, "data"),
            }
        );
    }

    [OneTimeTearDown]
    public void Stop()
    {
        node.Dispose();
        disk?.Dispose();
    }

    [TearDown]
    public void ClearAway() => node.ClearAway();

    [Test]
    public async Task Understands_a_store_in_use_without_a_doubt_and_keeps_all_of_it_while_it_removes_orphans()
    {
        Populate();
        var inventory = (await node.ScanAsync()).Inventory;
        Assert.That(inventory.Store.Driver, Is.EqualTo(driver));
        Assert.That(inventory.Doubts, Is.Empty);
        Assert.That(
            inventory.Leftovers.Select(leftover => leftover.Path),
            Is.All.Match("/write-set-|/layerdb/mounts/[0-9a-f]{64}$"),
            "what another test's killed engine left"
        );
        await node.ProveAllIsKeptAsync();
    }

    [Test]
    public async Task Keeps_the_layers_of_a_container_whose_image_was_removed()
    {
        var built = node.Layers.AddedBy(() =>
            node.Docker.BuildClassic("gone:1", "FROM base:1\nRUN touch /only-here\n")
        );
        node.Docker.Create("survivor", "gone:1");
        node.Docker.Do("rmi", "-f", "gone:1");
        foreach (var directory in built)
            await node.ProveAliveAsync(directory, ResourceKind.Container, ResourceKind.LayerMount, ResourceKind.Layer);
        await node.ProveAllIsKeptAsync();
    }

    [Test]
    public async Task Finds_what_a_failed_create_left_and_puts_it_back_as_it_was()
    {
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        var digests = orphans.ToDictionary(name => name, DigestOf);
        await node.ProveLayersAsync(orphans);
        Assert.That((await node.RestoreAsync()).Items.Select(outcome => outcome.Outcome), Is.All.EqualTo("Restored"));
        Assert.That(orphans.ToDictionary(name => name, DigestOf), Is.EqualTo(digests));
        await node.ProveLayersAsync(orphans);
    }

    [Test]
    public async Task T27_is_as_young_as_it_was_made_whatever_times_it_inherited()
    {
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        var policy = Policies.Layers with { Layers = Policies.Layers.Layers! with { MinAge = TimeSpan.FromHours(1) } };
        await node.ProveHeldAsync(policy, orphans.Select(name => $"{node.Layers.Folder}/{name}"), "TooYoung");
        await node.ProveLayersAsync(orphans);
    }

    [Test]
    public async Task Deletes_for_good_without_a_quarantine()
    {
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        var check = StoreCheck.Take(node.Docker);
        var policy = Policies.Layers with { Quarantine = TimeSpan.Zero };
        var report = await node.SweepAsync(await node.PlanAsync(policy), policy);
        Assert.That(
            report.Items.Select(item => item.Outcome),
            Is.All.InstanceOf<ItemOutcome.Deleted>().And.Exactly(orphans.Count).Items,
            report.StopReason
        );
        Assert.That(node.Layers.List().Intersect(orphans), Is.Empty);
        Assert.That(check.FindViolations(), Is.Empty);
    }

    [Test]
    public async Task Finds_the_directory_of_an_interrupted_import()
    {
        var orphan = InterruptedImport.MakeOrphan(node.Dockerd);
        node.Dockerd.Resume();
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task Lets_nothing_go_that_may_be_the_layer_being_written()
    {
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        using (var import = HeldImport.Begin(node.Dockerd, "imported:1"))
        {
            await node.ProveHeldAsync(
                Policies.Layers,
                orphans.Select(name => $"{node.Layers.Folder}/{name}"),
                "InFlight"
            );
            import.Finish();
        }
        await node.ProveLayersAsync(orphans);
    }

    [Test]
    public async Task Judges_the_same_while_the_engine_is_stopped()
    {
        node.Docker.Create("created");
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        node.Dockerd.Stop();
        try
        {
            Assert.That(await GarbageAsync(), Is.EquivalentTo(orphans.Select(name => $"{node.Layers.Folder}/{name}")));
        }
        finally
        {
            node.Dockerd.Resume();
        }
        await node.ProveLayersAsync(orphans);
    }

    private void Populate()
    {
        node.Docker.BuildClassic("classic:1", "FROM base:1\nRUN touch /a\nRUN touch /b\n");
        node.Docker.BuildWithBuildKit(
            "modern:1",
            "FROM base:1\nCOPY f /f\nRUN --mount=type=cache,target=/c touch /c/x /g\n",
            ("f", driver)
        );
        node.Docker.RunForever("running", "classic:1");
        node.Docker.RunForever("paused", "modern:1");
        node.Docker.Do("pause", "paused");
        node.Docker.RunOnce("stopped", "classic:1", "touch", "/written");
        node.Docker.Create("created", "modern:1");
    }

    private async Task<IEnumerable<string>> GarbageAsync() =>
        (await node.PlanAsync(Policies.Layers)).Items.Select(item => item.Directory.Path);

    private string DigestOf(string name) => TreeDigest.Compute(Path.Combine(node.Layers.Home, name));
}
