using System.Collections.Immutable;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Policies;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>What each class holds, beside what <c>docker system df -v</c> says of the same node.</summary>
[TestFixtureSource(typeof(DockerReleases), nameof(DockerReleases.All))]
public sealed class ClassHoldingScenarios(DockerRelease release) : NodeFixture(release)
{
    /// <summary>The engine adds up lengths of files, the disk gives out blocks.</summary>
    private const long Block = 4096;

    [TearDown]
    public void ClearAway()
    {
        node.ClearAway();
        node.Docker.Do("volume", "prune", "-f");
        foreach (var volume in node.Docker.Lines("volume", "ls", "-q"))
            node.Docker.Do("volume", "rm", volume);
    }

    [Test]
    public async Task Counts_what_docker_system_df_counts()
    {
        FillStore();
        var usage = await ScanAsync();
        var engine = EngineListing.Read(node.Docker.Api);
        Assert.Multiple(() =>
        {
            AssertEqual(usage, CleanupClass.Containers, engine.Containers, StorePart.ContainerLayers);
            AssertEqual(
                usage,
                CleanupClass.Volumes,
                engine.Volumes,
                StorePart.VolumesNamed,
                StorePart.VolumesAnonymous
            );
            AssertEqual(usage, CleanupClass.BuildCache, engine.BuildCache, StorePart.BuildCache);
            var images = Of(usage, CleanupClass.Images);
            Assert.That(
                (images.Total.Items, images.InUse.Items, images.Dangling),
                Is.EqualTo((engine.Images.Items, engine.Images.InUse, engine.DanglingImages))
            );
            AssertWithinBlocks(
                images.Total.Bytes!.Value.Value,
                engine.Images.Bytes,
                InodesOf(usage, StorePart.ImageLayers),
                "images"
            );
        });
    }

    [Test]
    public async Task What_is_said_to_be_reclaimable_of_images_comes_free_when_they_are_pruned()
    {
        FillStore();
        var usage = await ScanAsync();
        var (said, before) = (Of(usage, CleanupClass.Images).Reclaimable!.Value.Value, Taken(usage));

        node.Docker.Do("image", "prune", "-af");
        var after = Taken(await ScanAsync());
        BaseImage.Load(node.Docker);

        Assert.That(said, Is.GreaterThan(500_000), "something is unused");
        Assert.That(before - after, Is.EqualTo(said));
    }

    [Test]
    public async Task An_empty_node_holds_one_image_and_nothing_else()
    {
        var usage = await ScanAsync();
        Assert.That(
            usage
                .Classes.Where(line => line.Total.Items > 0 && line.Class != CleanupClass.Layers)
                .Select(line => (line.Class, line.Total.Items, line.InUse.Items)),
            Is.EqualTo(new[] { (CleanupClass.Images, 1, 0) })
        );
    }

    private void FillStore()
    {
        node.Docker.BuildWithBuildKit(
            "built:1",
            "FROM base:1 AS stage\nCOPY f /f\nRUN --mount=type=cache,target=/c dd if=/dev/zero of=/c/cached bs=1024 "
                + "count=700\nFROM base:1\nCOPY --from=stage /f /g\n",
            ("f", new string('x', 100_000))
        );
        node.Docker.BuildClassic(
            "classic:1",
            "FROM base:1\nCOPY f /f\nRUN dd if=/dev/zero of=/made bs=1024 count=400\n",
            ("f", "classic")
        );
        node.Docker.BuildClassic(
            "idle:1",
            "FROM base:1\nCOPY f /f\nRUN dd if=/dev/zero of=/idle bs=1024 count=600\n",
            ("f", "idle")
        );
        node.Docker.BuildClassic(
            "loose:1",
            "FROM base:1\nCOPY f /f\nRUN dd if=/dev/zero of=/loose bs=1024 count=300\n",
            ("f", "loose")
        );
        node.Docker.BuildClassic("loose:1", "FROM base:1\nCOPY f /f\n", ("f", "another"));
        node.Docker.Do(
            "run",
            "--name",
            "writer",
            "--network",
            "none",
            "-v",
            "/anonymous",
            "-v",
            $"named-{node.Dockerd.Release}:/named",
            "classic:1",
            "sh",
            "-c",
            "dd if=/dev/zero of=/rw bs=1024 count=900; dd if=/dev/zero of=/anonymous/f bs=1024 count=250; dd "
                + "if=/dev/zero of=/named/f bs=1024 count=350"
        );
        node.Docker.RunForever("runs", "built:1");
        node.Docker.Do("exec", "runs", "dd", "if=/dev/zero", "of=/rw", "bs=1024", "count=200");
        node.Docker.Do(
            "run",
            "--rm",
            "--network",
            "none",
            "-v",
            $"unused-{node.Dockerd.Release}:/v",
            "base:1",
            "dd",
            "if=/dev/zero",
            "of=/v/f",
            "bs=1024",
            "count=150"
        );
    }

    /// <summary>Before API 1.42 an engine is asked for its build cache only where somebody wants it removed.</summary>
    private async Task<StoreUsage> ScanAsync() => (await node.ScanAsync(Policies.BuildCache)).StoreUsage!;

    private static long Taken(StoreUsage usage) =>
        usage
            .Parts.Where(part =>
                part.Part
                    is StorePart.ImageLayers
                        or StorePart.BuildCache
                        or StorePart.UnreferencedLayers
                        or StorePart.OrphanedLayers
            )
            .Sum(part => part.OnDisk.Bytes.Value);

    private static ClassHolding Of(StoreUsage usage, CleanupClass cleanupClass) =>
        usage.Classes.Single(line => line.Class == cleanupClass);

    private static long InodesOf(StoreUsage usage, params ImmutableArray<StorePart> parts) =>
        usage.Parts.Where(part => parts.Contains(part.Part)).Sum(part => part.OnDisk.Inodes);

    private static void AssertEqual(
        StoreUsage usage,
        CleanupClass cleanupClass,
        EngineClass engine,
        params ImmutableArray<StorePart> parts
    )
    {
        var (ours, inodes) = (Of(usage, cleanupClass), InodesOf(usage, parts));
        Assert.That((ours.Total.Items, ours.InUse.Items), Is.EqualTo((engine.Items, engine.InUse)), $"{cleanupClass}");
        AssertWithinBlocks(ours.Total.Bytes!.Value.Value, engine.Bytes, inodes, $"{cleanupClass}");
        AssertWithinBlocks(ours.Reclaimable!.Value.Value, engine.Reclaimable, inodes, $"{cleanupClass}, reclaimable");
    }

    private static void AssertWithinBlocks(long ours, long engine, long inodes, string what)
    {
        Assert.That(engine, Is.GreaterThan(100_000), $"{what}: the engine tells nothing to compare with");
        Assert.That(ours, Is.InRange(engine, engine + (inodes * Block)), what);
    }
}
