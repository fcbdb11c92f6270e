using System.Globalization;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>What a data root takes on disk, and how much of it the engine accounts for.</summary>
public sealed class DiskUsageScenarios : NodeFixture
{
    /// <summary>The engine adds up lengths of files, the disk gives out blocks; directories have no length to
    /// it.</summary>
    private const long Block = 4096;

    [TearDown]
    public void ClearAway() => node.ClearAway();

    /// <summary>Within one block per inode: upwards only, since nothing here is sparse.</summary>
    [Test]
    public async Task Accounts_for_what_docker_system_df_counts()
    {
        FillStore();
        var usage = await ReadUsageAsync();
        var engine = EngineUsage.Read(node.Docker.Api);
        Assert.Multiple(() =>
        {
            AssertWithinBlocks(usage, engine.Layers, StorePart.ImageLayers);
            AssertWithinBlocks(usage, engine.Containers, StorePart.ContainerLayers);
            AssertWithinBlocks(usage, engine.Volumes, StorePart.VolumesNamed, StorePart.VolumesAnonymous);
            AssertWithinBlocks(usage, engine.BuildCache, StorePart.BuildCache);
        });
    }

    [Test]
    public async Task The_parts_add_up_to_what_du_says_beside_a_running_container()
    {
        FillStore();
        node.Docker.RunForever("runs", "base:1", "-v", "/data", "--tmpfs", "/scratch");
        FailedCreate.MakeOrphans(node.Dockerd);
        var usage = await ReadUsageAsync();
        var deleted = usage.Parts.Where(part => part.Part == StorePart.DeletedOpenFiles).Select(part => part.OnDisk);
        Assert.That(usage.OnDisk - Extent.Sum(deleted), Is.EqualTo(Du(node.Dockerd.DataRoot)));
        Assert.That(usage.Notes, Is.Empty);
        await node.PlanAsync(Policies.Layers);
    }

    [Test]
    public async Task Tells_every_kind_of_orphan_and_nothing_is_unexplained()
    {
        var unused = FailedCreate.MakeOrphans(node.Dockerd);
        var leaked = PruneLeak.MakeOrphan(node.Dockerd, "leak");
        var usage = await ReadUsageAsync();
        var orphans = usage.Parts.Single(part => part.Part == StorePart.OrphanedLayers);
        Assert.That(orphans.Items, Is.EqualTo(unused.Add(leaked).Count));
        Assert.That(
            orphans.OnDisk.Bytes.Value,
            Is.EqualTo(
                unused
                    .Add(leaked)
                    .Sum(name => Figure("du", "-s", "--block-size=1", Path.Combine(node.Layers.Home, name)))
            )
        );
        Assert.That(usage.Parts.Select(part => part.Part), Does.Not.Contain(StorePart.Unexplained));
        var plan = await node.PlanAsync(Policies.Layers);
        await node.SweepAsync(plan, Policies.Layers);
        var after = await ReadUsageAsync();
        Assert.That(
            after.Parts.Select(part => part.Part),
            Does.Contain(StorePart.Quarantine).And.Not.Contain(StorePart.OrphanedLayers)
        );
        Assert.That(after.Parts.Single(part => part.Part == StorePart.Quarantine).Items, Is.EqualTo(orphans.Items));
    }

    [Test]
    public async Task Tells_the_logs_of_containers()
    {
        var id = node.Docker.RunOnce(
            "chatty",
            "base:1",
            "sh",
            "-c",
            "i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789; i=$((i+1)); done"
        );
        var logs = (await ReadUsageAsync()).Parts.Single(part => part.Part == StorePart.ContainerLogs);
        Assert.That(logs.Items, Is.EqualTo(1));
        Assert.That(
            logs.OnDisk.Bytes.Value,
            Is.EqualTo(
                Figure(
                    "du",
                    "-s",
                    "--block-size=1",
                    Path.Combine(node.Dockerd.DataRoot, "containers", id, $"{id}-json.log")
                )
            )
        );
    }

    [Test]
    public async Task Tells_the_deleted_files_that_a_pod_s_container_holds_open_in_its_layer_and_in_a_volume()
    {
        const string script =
            "exec 3>/held 4>/data/held; dd if=/dev/zero bs=1024 count=300 >&3 2>/dev/null; "
            + "dd if=/dev/zero bs=1024 count=500 >&4 2>/dev/null; rm /held /data/held; echo there; sleep 3600";
        node.Docker.Do(
            "run",
            "-d",
            "--name",
            "holder",
            "--network",
            "none",
            "--stop-timeout",
            "0",
            "-v",
            "held:/data",
            "--label",
            "io.kubernetes.pod.namespace=shop",
            "--label",
            "io.kubernetes.pod.name=web-1",
            "base:1",
            "sh",
            "-c",
            script
        );
        Deadline.Await("the files to be deleted", () =>
            node.Docker.Do("logs", "holder").Contains("there", StringComparison.Ordinal)
        );

        var held = (await ReadUsageAsync()).DeletedOpenFiles;
        Assert.That(
            held.Select(file => (file.File.Path, file.File.Size.Value, file.Container, file.Pod)),
            Is.EqualTo(
                new[]
                {
                    ("/data/held", 500L * 1024, "holder", "shop/web-1"),
                    ("/held", 300L * 1024, "holder", "shop/web-1"),
                }
            )
        );
        Assert.That(held.Select(file => file.File.Process), Is.All.AnyOf("sh", "sleep"));

        node.Docker.Do("rm", "-f", "holder");
        Assert.That((await ReadUsageAsync()).DeletedOpenFiles, Is.Empty);
        node.Docker.Do("volume", "rm", "held");
    }

    [Test]
    public async Task Tells_the_deleted_log_of_a_container_that_a_process_of_the_host_holds()
    {
        var id = node.Docker.RunOnce("logged", "base:1", "sh", "-c", "echo hello");
        var log = Path.Combine(node.Dockerd.DataRoot, "containers", id, $"{id}-json.log");
        using var reader = new ExternalCommand(
            "/bin/sh",
            "-c",
            $"exec 3>>{log} && head -c 50000 /dev/zero >&3 && rm {log} && echo there && read -r line"
        ).Start();
        Assert.That(reader.StandardOutput.ReadLine(), Is.EqualTo("there"));
        try
        {
            var held = (await ReadUsageAsync()).DeletedOpenFiles.Single();
            Assert.That(
                (held.File.Pid, held.File.Process, held.File.Path, held.Container),
                Is.EqualTo((reader.Id, "sh", log, "logged"))
            );
            Assert.That(held.File.Size.Value, Is.GreaterThanOrEqualTo(50_000));
        }
        finally
        {
            reader.Kill();
            await reader.WaitForExitAsync();
        }
    }

    [Test]
    public async Task Adds_up_with_the_driver_vfs_and_finds_what_is_held_there()
    {
        using var other = StartHolder("vfs");
        var usage = (await other.ScanAsync()).StoreUsage!;
        Assert.That(
            usage.DeletedOpenFiles.Select(file => (file.File.Path, file.Container)),
            Is.EqualTo([("/held", "holder")])
        );
        Assert.That(
            usage.OnDisk - new Extent(usage.DeletedOpenFiles.Single().File.Size, 1),
            Is.EqualTo(Du(other.Dockerd.DataRoot))
        );
    }

    /// <summary>fuse-overlayfs gives a file that is deleted while open another name, in the work directory: it is in
    /// the store as before.</summary>
    [Test]
    public async Task Adds_up_with_fuse_overlayfs_where_a_deleted_file_keeps_a_name()
    {
        using var other = StartHolder("fuse-overlayfs");
        var usage = (await other.ScanAsync()).StoreUsage!;
        Assert.That(usage.DeletedOpenFiles, Is.Empty);
        Assert.That(usage.OnDisk, Is.EqualTo(Du(other.Dockerd.DataRoot)));
    }

    private static Node StartHolder(string driver)
    {
        var other = Node.Start(new() { StorageDriver = driver });
        other.Docker.Do(
            "run",
            "-d",
            "--name",
            "holder",
            "--network",
            "none",
            "--stop-timeout",
            "0",
            "base:1",
            "sh",
            "-c",
            "exec 3>/held; dd if=/dev/zero bs=1024 count=300 >&3 2>/dev/null; rm /held; echo there; sleep 3600"
        );
        Deadline.Await("the file to be deleted", () =>
            other.Docker.Do("logs", "holder").Contains("there", StringComparison.Ordinal)
        );
        return other;
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
        node.Docker.Do(
            "run",
            "--name",
            "writer",
            "--network",
            "none",
            "-v",
            "/anonymous",
            "-v",
            "named:/named",
            "classic:1",
            "sh",
            "-c",
            "dd if=/dev/zero of=/rw bs=1024 count=900; dd if=/dev/zero of=/anonymous/f bs=1024 count=250; dd "
                + "if=/dev/zero of=/named/f bs=1024 count=350"
        );
    }

    private async Task<StoreUsage> ReadUsageAsync() => (await node.ScanAsync()).StoreUsage!;

    private static void AssertWithinBlocks(StoreUsage usage, long engine, params StorePart[] parts)
    {
        var accountedFor = Extent.Sum(
            usage.Parts.Where(part => parts.Contains(part.Part)).Select(part => part.AccountedFor)
        );
        Assert.That(engine, Is.GreaterThan(100_000), $"{parts[0]}: the engine tells nothing to compare with");
        Assert.That(accountedFor.Bytes.Value, Is.InRange(engine, engine + accountedFor.Inodes * Block), $"{parts[0]}");
    }

    private static Extent Du(string folder) =>
        new(
            new Bytes(Figure("du", "-s", "-x", "--block-size=1", folder)),
            Figure("du", "-s", "-x", "--inodes", folder)
        );

    private static long Figure(string program, params string[] arguments) =>
        long.Parse(
            new ExternalCommand($"/usr/bin/{program}", arguments).Run().Text.Split('\t')[0],
            CultureInfo.InvariantCulture
        );
}
