using System.Collections.Immutable;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Stores that the daemon does not use now. They are dormant data, not garbage.</summary>
public sealed class DormantStoreScenarios
{
    private const string SubRoot = "100000.100000";

    [Test]
    public async Task T17_keeps_the_store_and_the_volumes_of_a_driver_that_is_not_in_use()
    {
        using var node = Node.Start(new() { StorageDriver = "vfs" });
        node.Docker.Create("dormant", "base:1", "-v", "/data", "-v", "named:/named");
        var volumes = Directory.GetDirectories(Path.Combine(node.Dockerd.DataRoot, "volumes"));
        var before = TreeDigest.Compute(Path.Combine(node.Dockerd.DataRoot, "vfs"));
        node.Dockerd.Stop();
        node.Dockerd.Resume("overlay2");
        BaseImage.Load(node.Docker);
        Assert.That(node.Docker.Lines("ps", "-aq"), Is.Empty);

        await node.ProveAllIsKeptAsync();
        Assert.That((await node.PlanAsync(Policies.Everything)).Items, Is.Empty);
        Assert.That(volumes, Has.Length.EqualTo(2).And.All.Exist);
        Assert.That(TreeDigest.Compute(Path.Combine(node.Dockerd.DataRoot, "vfs")), Is.EqualTo(before));
        var explanation = await node.ExplainAsync("vfs");
        Assert.That(
            (explanation.Verdict, explanation.Chain[^1].Id.Kind),
            Is.EqualTo((Verdict.Live, ResourceKind.Container))
        );
    }

    [Test]
    public async Task Moves_the_store_of_a_driver_by_its_name_and_the_driver_finds_it_whole_again()
    {
        using var node = Node.Start(new() { StorageDriver = "vfs" });
        node.Docker.BuildClassic("old:1", "FROM base:1\nRUN touch /old\n");
        node.Dockerd.Stop();
        node.Dockerd.Resume("overlay2");
        BaseImage.Load(node.Docker);

        await node.ProveHeldAsync(Policies.Stores(), ["vfs"], "StoreIsNotNamed");
        await node.ProveAsync(Policies.Stores("vfs"), ["vfs"], []);
        Assert.That(Directory.Exists(Path.Combine(node.Dockerd.DataRoot, "image/vfs")), Is.False);

        Assert.That((await node.RestoreAsync()).Items.Select(item => item.Outcome), Is.All.EqualTo("Restored"));
        node.Dockerd.Stop();
        node.Dockerd.Resume("vfs");
        Assert.That(node.Docker.Do("run", "--rm", "--network", "none", "old:1", "ls", "/old"), Is.EqualTo("/old"));
    }

    [Test]
    public async Task T18_keeps_the_store_of_a_user_namespace_beside_the_plain_one()
    {
        using var node = Node.Start();
        var orphans = CopyIntoSubRoot(node, SubRoot);
        var inner = Path.Combine(node.Dockerd.DataRoot, SubRoot);
        var before = TreeDigest.Compute(inner);
        await node.ProveLayersAsync(orphans);
        Assert.That(TreeDigest.Compute(inner), Is.EqualTo(before));
        Assert.That(await node.LeftoversAsync(LeftoverKind.DormantStore), Does.Contain(SubRoot));
    }

    [Test]
    public async Task T18_keeps_the_plain_store_when_the_daemon_uses_the_one_of_a_user_namespace()
    {
        using var outer = Node.Start();
        var orphans = CopyIntoSubRoot(outer, SubRoot);
        outer.Dockerd.Stop();
        var before = TreeDigest.Compute(outer.Layers.Home);
        using var inner = new Node(
            PrivateDockerd.Start(new() { DataRoot = Path.Combine(outer.Dockerd.DataRoot, SubRoot) })
        );
        await inner.ProveLayersAsync(orphans);
        Assert.That(TreeDigest.Compute(outer.Layers.Home), Is.EqualTo(before));
        outer.Dockerd.Resume();
    }

    /// <summary>A complete second store, orphans included, as a daemon with <c>--userns-remap</c> would have left
    /// it.</summary>
    /// <returns>The orphans that both stores have now.</returns>
    private static ImmutableHashSet<string> CopyIntoSubRoot(Node node, string name)
    {
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        node.Dockerd.Stop();
        var inner = Directory.CreateDirectory(Path.Combine(node.Dockerd.DataRoot, name));
        foreach (var part in new[] { "image", "overlay2", "containers", "volumes" })
            _ = new ExternalCommand("/bin/cp", "-a", Path.Combine(node.Dockerd.DataRoot, part), inner.FullName)
                .Run()
                .Text;
        node.Dockerd.Resume();
        return orphans;
    }
}
