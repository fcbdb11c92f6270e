using NodeGc.Agent;
using NodeGc.Agent.Explanations;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>An engine that keeps images and layers in containerd: not judged yet, but figures, places and words are
/// right.</summary>
public sealed class ContainerdStoreScenarios
{
    private static readonly DockerdOptions Options = new()
    {
        Release = DockerRelease.Docker28,
        StorageDriver = "overlayfs", // A snapshotter of containerd.
        ExtraArguments = ["--feature", "containerd-snapshotter=true"],
    };

    [Test]
    public async Task Explains_all_that_its_own_containerd_keeps_in_the_data_root_and_names_images_by_their_tags()
    {
        using var node = Node.Start(Options);
        node.Docker.BuildClassic("app:1", "FROM base:1\nRUN dd if=/dev/zero of=/large bs=1M count=8\n");
        node.Docker.RunForever("web", "app:1", "-v", "/data");

        var scan = await node.ScanAsync();
        var parts = scan.StoreUsage!.Parts.ToDictionary(part => part.Part, part => part.OnDisk.Bytes.Value);
        var images = ImagesReport.OfTable(scan);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(parts[StorePart.ContainerdStore], Is.GreaterThan(8L << 20));
            Assert.That(parts.GetValueOrDefault(StorePart.Unexplained), Is.Zero);
            Assert.That(scan.StoreUsage.Outside, Is.Null);
            Assert.That(images.Images.Select(image => image.References[0]), Is.EqualTo(["app:1", "base:1"]));
            Assert.That(
                images.Images.Select(image => image.Bytes),
                Is.All.Null,
                "what is not read has no size, not none"
            );
            Assert.That(
                NotesOn(scan),
                Is.Not.Empty.And.All.Contain("containerd/daemon in this data root").And.All.Contain("docker image ls")
            );
            Assert.That(
                new ExplainSubject(scan.Inventory, new(scan.Inventory), scan.StoreUsage).Find("app:1").Single().Notes,
                Has.Some.Contains("docker image ls")
            );
            Assert.That(
                new ExplainSubject(scan.Inventory, new(scan.Inventory), scan.StoreUsage).Find("web").Single().DependsOn,
                Has.None.Contains("missing")
            );
        }
    }

    [Test]
    public async Task What_is_not_judged_hides_neither_that_there_is_garbage_nor_that_there_is_none()
    {
        using var node = Node.Start(Options);
        Assert.That(ExitCodes.For(ScanReport.Create(await node.ScanAsync())), Is.EqualTo(ExitCode.Nothing));

        var stray = Directory.CreateDirectory(Path.Combine(node.Dockerd.DataRoot, "volumes/stray/_data"));
        Assert.That(ExitCodes.For(ScanReport.Create(await node.ScanAsync())), Is.EqualTo(ExitCode.Found));
        var plan = await node.PlanAsync(Policies.Everything);
        Assert.That(plan.Items.Select(item => item.Name), Is.EqualTo(["volumes/stray"]));
        await node.SweepAsync(plan, Policies.Everything);
        Assert.That(stray.Parent!.Exists, Is.False);
        node.Docker.Do("run", "--rm", "--network", "none", "base:1", "true");
    }

    [Test]
    public async Task Says_where_an_external_containerd_keeps_the_rest_and_how_much_that_is()
    {
        using var containerd = new PrivateContainerd(DockerRelease.Docker28);
        using var node = Node.Start(
            Options with
            {
                ExtraArguments = [.. Options.ExtraArguments, "--containerd", containerd.SocketPath],
            }
        );
        node.Docker.BuildClassic("app:1", "FROM base:1\nRUN dd if=/dev/zero of=/large bs=1M count=8\n");

        var scan = await node.ScanAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scan.Inventory.Store.Outside?.Path, Is.EqualTo(containerd.Root));
            Assert.That(scan.StoreUsage!.Outside!.Value.Bytes.Value, Is.GreaterThan(8L << 20));
            Assert.That(scan.StoreUsage.OnDisk.Bytes.Value, Is.LessThan(8L << 20));
            Assert.That(NotesOn(scan), Is.Not.Empty.And.All.Contain($"in {containerd.Root}, outside this data root"));
            Assert.That(DiskUsageReport.Create(scan.StoreUsage).Outside!.Path, Is.EqualTo(containerd.Root));
        }
    }

    private static IEnumerable<string> NotesOn(Scan scan) =>
        scan.Inventory.Doubts.Where(doubt => doubt.IsNote).Select(doubt => doubt.Message);
}
