using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Daemons that are in the middle of something, or were when they died.</summary>
[TestFixtureSource(typeof(DockerReleases), nameof(DockerReleases.All))]
public sealed class InterruptionScenarios(DockerRelease release) : NodeFixture(release)
{
    [Test]
    public async Task T8_keeps_a_mount_without_a_container_for_it_may_be_a_build()
    {
        string entry = null!;
        var added = node.Layers.AddedBy(() => entry = InterruptedBuildStep.Make(node.Dockerd));
        node.Dockerd.Resume();
        await node.ProveAliveAsync(added.Single(), ResourceKind.LayerMount, ResourceKind.Mount);
        Assert.That(await node.LeftoversAsync(LeftoverKind.MountWithoutContainer), Has.Some.EndsWith(entry));
        await node.ProveAllIsKeptAsync();
    }

    [Test]
    public async Task T9_deletes_nothing_while_a_layer_is_being_written_and_no_longer_waits_when_it_is()
    {
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        using (var import = HeldImport.Begin(node.Dockerd, "imported:1"))
        {
            await node.ProveHeldAsync(Policies.Layers, orphans.Select(name => $"overlay2/{name}"), "InFlight");
            import.Finish();
            await node.ProveAliveAsync(import.Directory, ResourceKind.Image);
        }
        await node.ProveLayersAsync(orphans);
    }

    [Test]
    public async Task T9_takes_the_write_set_of_an_earlier_daemon_for_debris()
    {
        var before = node.Layers.ListWriteSets();
        var orphan = InterruptedImport.MakeOrphan(node.Dockerd);
        node.Dockerd.Resume();
        var left = node.Layers.ListWriteSets().Except(before).Select(path => Path.GetFileName(path)).Single();
        Assert.That((await node.PlanAsync(Policies.Debris)).Items.Select(item => item.Name), Has.Some.EndsWith(left));
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task T10_finds_the_directory_of_an_interrupted_import_after_two_scans_and_not_after_one()
    {
        var orphan = InterruptedImport.MakeOrphan(node.Dockerd);
        node.Dockerd.Resume();
        Assert.That((await node.ScanAsync()).Plan(Policies.Layers).Items, Is.Empty);
        Assert.That(
            (await node.ScanAsync()).Plan(Policies.Layers).Items.Select(item => item.Directory.Path),
            Is.EqualTo([$"overlay2/{orphan}"])
        );
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task T13_keeps_layers_that_the_engine_registered_and_finds_the_one_it_did_not()
    {
        var load = InterruptedLoad.Make(node.Dockerd, "cut");
        node.Dockerd.Resume();
        foreach (var directory in load.Registered)
            await node.ProveAliveAsync(directory, ResourceKind.Layer);
        Assert.That(
            await node.LeftoversAsync(LeftoverKind.UnreferencedLayer),
            Has.Length.EqualTo(load.Registered.Count)
        );
        await node.ProveLayersAsync(load.Orphan);
    }

    [Test]
    public async Task Keeps_a_running_container_whose_daemon_was_killed()
    {
        node.Docker.RunForever("survivor");
        var top = node.Layers.TopOf("survivor");
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        node.Dockerd.Kill();
        var plan = await node.PlanAsync(Policies.Layers);
        Assert.That(
            plan.Items.Select(item => item.Directory.Path),
            Is.EquivalentTo(orphans.Select(name => $"overlay2/{name}"))
        );
        await node.ProveAliveAsync(top, ResourceKind.LayerMount, ResourceKind.Mount);
        node.Dockerd.Resume();
        node.Docker.Do("rm", "-f", "survivor");
        await node.ProveLayersAsync(orphans);
    }
}
