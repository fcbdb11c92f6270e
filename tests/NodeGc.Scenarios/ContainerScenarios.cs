using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Read-write and init layers of containers.</summary>
public sealed class ContainerScenarios : NodeFixture
{
    [TearDown]
    public void ClearAway() => node.ClearAway();

    [Test]
    public async Task T2_keeps_both_layers_of_a_container_in_every_state()
    {
        var added = node.Layers.AddedBy(() =>
        {
            node.Docker.RunForever("running");
            node.Docker.RunOnce("stopped", "base:1", "true");
            node.Docker.Create("created");
            node.Docker.RunForever("paused");
            node.Docker.Do("pause", "paused");
        });
        Assert.That(added, Has.Count.EqualTo(8));
        foreach (var directory in added)
            await node.ProveAliveAsync(directory, ResourceKind.Container, ResourceKind.Mount);
        await node.ProveAllIsKeptAsync();
    }

    [Test]
    public async Task T2_keeps_what_is_left_of_a_dead_container_until_the_engine_removes_it()
    {
        var id = node.Docker.RunOnce("dying", "base:1", "touch", "/stuck");
        var top = node.Layers.TopOf("dying");
        using (new Undeletable(Path.Combine(node.Layers.Home, top, "diff/stuck")))
        {
            Assert.That(node.Docker.Try("rm", id).Succeeded, Is.False);
            Assert.That(
                node.Docker.Do("inspect", "--format", "{{.State.Status}}", id),
                Is.EqualTo("dead").Or.EqualTo("removing")
            );
            await node.ProveAliveAsync(top, ResourceKind.Container);
            await node.ProveAllIsKeptAsync();
        }
        node.Docker.Do("rm", id);
    }

    [Test]
    public async Task T11_finds_what_a_failed_create_left_and_can_put_it_back()
    {
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        var digests = orphans.ToDictionary(
            name => name,
            name => TreeDigest.Compute(Path.Combine(node.Layers.Home, name))
        );
        var links = orphans.ToDictionary(name => name, node.Layers.ShortLinksTo);
        await node.ProveLayersAsync(orphans);

        Assert.That((await node.RestoreAsync()).Items.Select(outcome => outcome.Outcome), Is.All.EqualTo("Restored"));
        Assert.That(
            orphans.ToDictionary(name => name, name => TreeDigest.Compute(Path.Combine(node.Layers.Home, name))),
            Is.EqualTo(digests)
        );
        Assert.That(orphans.ToDictionary(name => name, node.Layers.ShortLinksTo), Is.EqualTo(links));
        await node.ProveLayersAsync(orphans);
    }

    [Test]
    public async Task T11_finds_a_lone_init_layer() =>
        await node.ProveLayersAsync(FailedCreate.MakeLoneInit(node.Dockerd));
}
