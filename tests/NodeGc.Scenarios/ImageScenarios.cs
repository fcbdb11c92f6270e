using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Layers of images.</summary>
public sealed class ImageScenarios : NodeFixture
{
    [TearDown]
    public void ClearAway() => node.ClearAway();

    [Test]
    public async Task T1_keeps_every_layer_below_an_image_that_names_only_itself()
    {
        var archive = new ImageArchive("three:1")
            .WithLayer("a", 1)
            .WithLayer("b", 1)
            .WithLayer("c", 1)
            .WriteTo(node.Dockerd.Folder);
        var added = node.Layers.AddedBy(() => node.Docker.Do("load", "--input", archive));
        Assert.That(added, Has.Count.EqualTo(3));
        foreach (var directory in added)
            await node.ProveAliveAsync(directory, ResourceKind.Image);
        await node.ProveAllIsKeptAsync();
    }

    [Test]
    public async Task T3_keeps_the_layers_of_a_container_whose_image_was_removed()
    {
        node.Docker.BuildClassic("gone:1", "FROM base:1\nRUN touch /only-here\n");
        var top = node.Layers.TopOf("gone:1");
        node.Docker.Create("survivor", "gone:1");
        node.Docker.Do("rmi", "-f", "gone:1");
        Assert.That(node.Docker.Try("inspect", "gone:1").Succeeded, Is.False);
        await node.ProveAliveAsync(top, ResourceKind.Container);
        await node.ProveAllIsKeptAsync();
    }

    [Test]
    public async Task T4_keeps_the_layers_of_an_image_without_a_tag()
    {
        node.Docker.BuildClassic("moved:1", "FROM base:1\nRUN touch /old\n");
        var (old, top) = (node.Docker.Do("inspect", "--format", "{{.Id}}", "moved:1"), node.Layers.TopOf("moved:1"));
        node.Docker.BuildClassic("moved:1", "FROM base:1\nRUN touch /new\n");
        Assert.That(node.Docker.Lines("images", "-q", "--no-trunc", "--filter", "dangling=true"), Does.Contain(old));
        await node.ProveAliveAsync(top, ResourceKind.Image);
        await node.ProveAllIsKeptAsync();
    }

    [Test]
    public async Task T12_leaves_a_layer_to_the_engine_that_began_to_remove_it()
    {
        node.Docker.BuildClassic("stuck:1", "FROM base:1\nRUN touch /stuck\n");
        var top = node.Layers.TopOf("stuck:1");
        using var stuck = new Undeletable(Path.Combine(node.Layers.Home, top, "diff/stuck"));
        node.Docker.Try("rmi", "-f", "stuck:1");
        Assert.That(node.Layers.ListChains(), Has.Some.EndsWith("-removing"));
        Assert.That(await node.LeftoversAsync(LeftoverKind.RemovingLayer), Has.Length.EqualTo(1));
        await node.ProveAllIsKeptAsync();
        Assert.That(Directory.Exists(Path.Combine(node.Layers.Home, top)));
    }
}
