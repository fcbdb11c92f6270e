using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Where a data root lies.</summary>
public sealed class DataRootScenarios
{
    [Test]
    public async Task T28_works_on_a_data_root_that_is_reached_through_a_symbolic_link()
    {
        var folder = Directory.CreateTempSubdirectory("nodegc-s-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "real"));
        var link = Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "link"), "real");
        using (var node = Node.Start(new() { DataRoot = link.FullName }))
        {
            node.Docker.RunForever("web", "base:1", "-v", "named:/named");
            await node.ProveAsync(
                Policies.Everything,
                FailedCreate.MakeOrphans(node.Dockerd).Select(name => $"overlay2/{name}"),
                []
            );
        }
        _ = new ExternalCommand("/bin/umount", "--lazy", Path.Combine(folder.FullName, "real")).Run();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task T28_recognises_mounts_of_a_data_root_that_is_a_filesystem_of_its_own()
    {
        using var disk = new LoopDisk();
        using var node = Node.Start(new() { DataRoot = disk.Mountpoint });
        node.Docker.RunForever("web", "base:1", "-v", "named:/named");
        await node.ProveAllIsKeptAsync();

        var orphan = FailedCreate.MakeLoneInit(node.Dockerd);
        var target = Directory.CreateDirectory(Path.Combine(node.Dockerd.Folder, "mnt")).FullName;
        _ = new ExternalCommand("/bin/mount", "--bind", Path.Combine(node.Layers.Home, orphan, "diff"), target)
            .Run()
            .Text;
        Assert.That(
            File.ReadAllText("/proc/self/mountinfo"),
            Does.Contain($" /overlay2/{orphan}/diff {target} "),
            "named relative to its filesystem"
        );
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty);
        _ = new ExternalCommand("/bin/umount", target).Run().Text;
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task T29_leaves_a_data_root_inside_a_volume_to_its_own_daemon()
    {
        using var outer = Node.Start();
        outer.Docker.Do("volume", "create", "dind");
        outer.Docker.Create("dind", "base:1", "-v", "dind:/var/lib/docker");
        using var inner = Node.Start(new() { DataRoot = Path.Combine(outer.Dockerd.DataRoot, "volumes/dind/_data") });
        var innerOrphans = FailedCreate.MakeOrphans(inner.Dockerd);
        var outerOrphans = FailedCreate.MakeOrphans(outer.Dockerd);

        Assert.That(
            (await outer.PlanAsync(Policies.Everything)).Items.Select(item => item.Directory.Path),
            Is.EquivalentTo(outerOrphans.Select(name => $"overlay2/{name}"))
        );
        Assert.That(
            (await inner.PlanAsync(Policies.Everything)).Items.Select(item => item.Directory.Path),
            Is.EquivalentTo(innerOrphans.Select(name => $"overlay2/{name}"))
        );
        var check = StoreCheck.Take(inner.Docker);
        await outer.SweepAsync(await outer.PlanAsync(Policies.Everything), Policies.Everything);
        Assert.That(innerOrphans.Select(name => Path.Combine(inner.Layers.Home, name)), Is.All.Exist);
        Assert.That(check.FindViolations(), Is.Empty);
        await inner.ProveLayersAsync(innerOrphans);
    }
}
