using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Names in a store: of directories, and the short ones.</summary>
public sealed class NameScenarios : NodeFixture
{
    private const string ShortName = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    [TestCase("backup")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.old")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-init-2")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaA")]
    [TestCase("a b")]
    public async Task T15_keeps_and_reports_a_name_that_no_engine_gives(string name)
    {
        var stranger = Directory.CreateDirectory(Path.Combine(node.Layers.Home, name, "diff"));
        await node.ProveAllIsKeptAsync();
        Assert.That(await node.LeftoversAsync(LeftoverKind.UnknownName), Does.Contain($"overlay2/{name}"));
        Assert.That(stranger.Exists);
    }

    [Test]
    public async Task T15_keeps_and_doubts_a_file_or_a_link_with_a_layers_name()
    {
        var file = Path.Combine(node.Layers.Home, new string('b', 64));
        var link = Path.Combine(node.Layers.Home, new string('c', 64));
        File.WriteAllText(file, "");
        await ProveUnknownAsync(file);
        File.Delete(file);
        File.CreateSymbolicLink(link, node.Dockerd.Folder);
        await ProveUnknownAsync(link);
        File.Delete(link);
        await node.ProveAllIsKeptAsync();
    }

    [Test]
    public async Task T16_takes_a_short_link_along_although_no_link_file_names_it()
    {
        var orphan = FailedCreate.MakeLoneInit(node.Dockerd);
        Assert.That(node.Layers.ShortLinksTo(orphan), Has.Count.EqualTo(1));
        File.Delete(Path.Combine(node.Layers.Home, orphan, "link"));
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task T16_keeps_a_lower_layer_that_only_a_short_link_leads_to()
    {
        node.Docker.BuildClassic("two:1", "FROM base:1\nRUN touch /x\n");
        var below = node.Layers.LowersOf(node.Layers.TopOf("two:1")).Single();
        File.Move(Path.Combine(node.Layers.Home, below, "link"), Path.Combine(node.Dockerd.DataRoot, "link"));
        await node.ProveAliveAsync(below, ResourceKind.Image);
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty);
        File.Move(Path.Combine(node.Dockerd.DataRoot, "link"), Path.Combine(node.Layers.Home, below, "link"));
        await node.ProveAllIsKeptAsync();
    }

    [Test]
    public async Task T16_takes_a_short_link_that_leads_nowhere_for_debris()
    {
        var link = new FileInfo(Path.Combine(node.Layers.Home, "l", ShortName));
        File.CreateSymbolicLink(link.FullName, $"../{new string('d', 64)}/diff");
        await node.ProveAllIsKeptAsync();
        Assert.That(
            (await node.PlanAsync(Policies.Debris)).Items.Select(item => item.Name),
            Is.EqualTo([$"overlay2/l/{ShortName}"])
        );
        Assert.That(link.LinkTarget, Is.Not.Null);
    }

    /// <summary>It is doubted and stays, while the orphans beside it go: it could own nothing but itself.</summary>
    private async Task ProveUnknownAsync(string path)
    {
        var doubts = (await node.ScanAsync()).Inventory.Doubts;
        var subject = Path.GetRelativePath(node.Dockerd.DataRoot, path);
        var named = doubts.Select(doubt => (doubt.Kind, doubt.Subject));
        Assert.That(named, Does.Contain((DoubtKind.UnknownLayout, subject)));
        await node.ProveAllIsKeptAsync();
        Assert.That(new FileInfo(path).LinkTarget is not null || File.Exists(path), "what is not understood");
    }
}
