using NodeGc.Agent;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Policies;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Stores;

namespace NodeGc.Scenarios.Peers;

/// <summary>Every known bug of the script for aufs: the script does the harm, we keep exactly what it would have
/// destroyed, and we find all that it rightly found.</summary>
public sealed class AufsScriptTests
{
    [Test]
    public async Task Bug_18_1_1_loses_the_parents_because_a_file_is_read_twice()
    {
        using var store = new ContentStore();
        var (image, orphan) = (store.Image("app:1", layers: 4), store.Orphan());
        var container = store.Container("web", image);
        await store.Node.ProveAsync(
            ScriptOn(store),
            Both([.. image.Directories[..3], container.InitDirectory]),
            Both(orphan)
        );
    }

    [Test]
    public async Task Bug_18_1_2_forgets_the_init_layer_of_every_container()
    {
        using var store = new ContentStore();
        var (image, orphan) = (store.Image("app:1", layers: 1), store.Orphan());
        var (web, db) = (store.Container("web", image), store.Container("db", image));
        await store.Node.ProveAsync(ScriptOn(store), Both(web.InitDirectory, db.InitDirectory), Both(orphan));
    }

    [Test]
    public async Task Bug_18_1_3_takes_an_id_with_a_line_end_for_another_id()
    {
        using var store = new ContentStore();
        var (image, orphan) = (store.Image("app:1", layers: 3), store.Orphan());
        var container = store.Container("web", image);
        store.Files.Write($"{image.LayerFolder(2)}/cache-id", $"{image.Top}\n");
        store.Files.Write($"image/aufs/layerdb/mounts/{container.Id}/mount-id", $"{container.Directory}\n");
        await store.Node.ProveAsync(ScriptOn(store), Both(image.Top, container.Directory), Both(orphan));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Bug_18_1_4_takes_damaged_metadata_for_an_image_without_layers(bool isMissing)
    {
        using var store = new ContentStore();
        var (image, orphan) = (store.Image("app:1", layers: 3), store.Orphan());
        if (isMissing)
            Directory.Delete(store.Node.At(image.LayerFolder(2)), recursive: true);
        else
            store.Files.Write($"{image.LayerFolder(2)}/cache-id", "");
        await store.Node.ProveInDoubtAsync(ScriptOn(store), Both([.. image.Directories]), Both(orphan));
    }

    [Test]
    public async Task Bug_18_1_5_skips_an_image_that_has_lost_its_list_of_layers()
    {
        using var store = new ContentStore();
        var (image, orphan) = (store.Image("app:1", layers: 3), store.Orphan());
        store.Files.Write(image.ConfigFile, """{"config":{},"rootfs":{"type":"layers"}}""");
        await store.Node.ProveInDoubtAsync(ScriptOn(store), Both([.. image.Directories]), Both(orphan));
    }

    [Test]
    public async Task Bug_18_1_5_skips_a_container_that_has_lost_its_mount_id()
    {
        using var store = new ContentStore();
        var (image, orphan) = (store.Image("app:1", layers: 3), store.Orphan());
        var container = store.Container("web", image);
        File.Delete(store.Node.At($"image/aufs/layerdb/mounts/{container.Id}/mount-id"));
        await store.Node.ProveInDoubtAsync(
            ScriptOn(store),
            Both(container.Directory, container.InitDirectory),
            Both(orphan)
        );
    }

    /// <summary>Somebody moved a layer aside; what was moved is the only copy.</summary>
    [Test]
    public async Task Bug_18_1_6_deletes_although_it_saw_that_something_is_wrong()
    {
        using var store = new ContentStore();
        var (image, orphan) = (store.Image("app:1", layers: 1), store.Orphan());
        Directory.Move(store.Node.At($"aufs/diff/{image.Top}"), store.Node.At($"aufs/diff/{image.Top}.aside"));
        var script = new AufsCleanupScript(store.Node.DataRoot);
        await store.Node.ProveInDoubtAsync(script.WouldDelete(), [$"aufs/diff/{image.Top}.aside"], Both(orphan));
        Assert.That(script.Warnings, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Bug_18_1_7_knows_no_images_of_engines_before_1_10()
    {
        using var store = new GraphStore("aufs");
        var (image, orphan) = (store.Image("app:1", count: 3), store.Orphan());
        var container = store.Container("web", image);
        await store.Node.ProveAsync(
            new AufsCleanupScript(store.Node.DataRoot).WouldDelete(),
            Both([.. image, container, $"{container}-init"]),
            Both(orphan)
        );
    }

    [Test]
    public async Task Bug_18_1_7_knows_no_build_cache()
    {
        using var store = new ContentStore();
        var (cache, orphan) = (store.BuildCache(), store.Orphan());
        await store.Node.ProveAsync(ScriptOn(store), Both(cache), Both(orphan));
    }

    [Test]
    public async Task Bug_18_1_7_knows_no_steps_of_builds_that_run()
    {
        using var store = new ContentStore();
        var (step, orphan) = (store.BuildStep(store.Image("app:1", layers: 2)), store.Orphan());
        Mount(store, step);
        await store.Node.ProveAsync(ScriptOn(store), Both(step), Both(orphan));
    }

    [Test]
    public async Task Bug_18_1_8_sees_no_mounts_of_another_data_root()
    {
        using var store = new ContentStore();
        var (mounted, orphan) = (store.Orphan(), store.Orphan());
        Mount(store, mounted);
        var script = new AufsCleanupScript(
            store.Node.DataRoot,
            $"none {store.Node.At($"aufs/mnt/{mounted}")} aufs rw,relatime,si=abc 0 0"
        );
        await store.Node.ProveAsync(script.WouldDelete(), Both(mounted), Both(orphan));
    }

    [Test]
    public async Task Bug_18_1_8_sees_no_mounts_of_another_namespace()
    {
        using var store = new ContentStore();
        var (mounted, orphan) = (store.Orphan(), store.Orphan());
        Mount(store, mounted);
        await store.Node.ProveAsync(ScriptOn(store), Both(mounted), Both(orphan));
    }

    [Test]
    public async Task Bug_18_1_8_sees_a_mountpoint_but_not_the_branches_below_it()
    {
        using var store = new ContentStore();
        var (below, orphan) = (store.Orphan(), store.Orphan());
        var mounted = store.Files.DriverDirectory("aufs", store.Files.Hex(), below);
        Mount(store, mounted);
        var script = new AufsCleanupScript(
            store.Node.DataRoot,
            $"none {AufsCleanupScript.HardCodedRoot}/aufs/mnt/{mounted} aufs rw,relatime,si=abc 0 0"
        );
        Assert.That(script.WouldDelete(), Does.Not.Contain($"aufs/diff/{mounted}"));
        await store.Node.ProveAsync(script.WouldDelete(), Both(below), Both(orphan));
    }

    [Test]
    public async Task Bug_18_1_9_deletes_on_the_first_scan_and_at_any_age()
    {
        using var store = new ContentStore();
        var (image, young) = (store.Image("app:1", layers: 1), store.Orphan());
        var patient = new CleanupPolicy { Layers = Policies.Layers.Layers! with { MinAge = TimeSpan.FromHours(1) } };
        var first = await store.Node.ScanAsync();
        Assert.That(ScriptOn(store), Does.Contain($"aufs/diff/{young}").And.Not.Contain($"aufs/diff/{image.Top}"));
        Assert.That(first.Plan(Policies.Layers).Held.Single().Reason.Rule, Is.EqualTo("NotConfirmed"));
        Assert.That((await store.Node.PlanAsync(patient)).Held.Single().Reason.Rule, Is.EqualTo("TooYoung"));
        Assert.That(
            (await store.Node.PlanAsync(Policies.Layers)).Items.Single().Directory.Path,
            Is.EqualTo($"aufs/diff/{young}")
        );
    }

    [Test]
    public async Task Bug_18_1_9_deletes_what_an_engine_is_just_writing()
    {
        using var store = new ContentStore();
        var pulled = store.Orphan();
        store.Files.Write("image/aufs/layerdb/tmp/write-set-123/tar-split.json.gz", "");
        store.Node.Proc.Process(100, "dockerd", "/usr/sbin/dockerd", "--data-root", store.Node.DataRoot);
        await store.Node.ProveInDoubtAsync(ScriptOn(store), Both(pulled), []);
        var writing = (await store.Node.ScanAsync()).Inventory.InFlight;
        Assert.That(writing.Single().Path, Is.EqualTo("image/aufs/layerdb/tmp/write-set-123"));
    }

    [Test]
    public async Task Bug_18_1_10_deletes_through_what_is_mounted()
    {
        using var store = new ContentStore(procRoot: "/proc");
        var (mounted, orphan) = (store.Orphan(), store.Orphan());
        store.Files.Write("tmp/precious/file", "data");
        using var mount = new BindMount(store.Node.At("tmp/precious"), store.Node.At($"aufs/mnt/{mounted}"));
        await store.Node.ProveAsync(ScriptOn(store), Both(mounted), Both(orphan));
        await store.Node.SweepAsync(await store.Node.PlanAsync(Policies.Everything), Policies.Everything);
        Assert.That(File.ReadAllText(store.Node.At($"aufs/mnt/{mounted}/file")), Is.EqualTo("data"));
    }

    [Test]
    public async Task Bug_18_1_11_leaves_the_list_of_parents_behind()
    {
        using var store = new ContentStore();
        var (image, orphan) = (store.Image("app:1", layers: 2), store.Orphan());
        await store.Node.ProveFoundAsync(ScriptOn(store), [$"aufs/layers/{orphan}"]);
        await store.Node.SweepAsync(await store.Node.PlanAsync(Policies.Layers), Policies.Layers);
        foreach (var part in new[] { "diff", "layers", "mnt" })
            Assert.That(
                Directory.GetFileSystemEntries(store.Node.At($"aufs/{part}")).Select(Path.GetFileName),
                Is.EquivalentTo(image.Directories),
                part
            );
    }

    [Test]
    public void Bug_18_1_12_crashes_where_there_is_nothing_to_do()
    {
        using var store = new ContentStore();
        Assert.That(() => ScriptOn(store), Throws.InvalidOperationException);
        foreach (var command in new[] { new[] { "scan" }, ["plan"], ["clean", "--yes"] })
            Assert.That((ExitCode)store.Node.Run(command).ExitCode, Is.EqualTo(ExitCode.Nothing), command[0]);
    }

    [Test]
    public void Bug_18_1_13_deletes_without_asking()
    {
        using var store = new ContentStore();
        var orphan = store.Orphan();
        Assert.That(ScriptOn(store), Does.Contain($"aufs/diff/{orphan}"));
        var before = TreeDigest.Compute(store.Node.DataRoot);
        Assert.That((ExitCode)store.Node.Run("scan").ExitCode, Is.EqualTo(ExitCode.Found));
        Assert.That(store.Node.Run("clean").Output, Does.Contain("Dry run: nothing was removed"));
        Assert.That(TreeDigest.Compute(store.Node.DataRoot), Is.EqualTo(before));
    }

    [TestCase("lost+found")]
    [TestCase("5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9.bak")]
    [TestCase("5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9-saved")]
    public async Task Bug_18_1_14_deletes_what_it_does_not_understand(string name)
    {
        using var store = new ContentStore();
        var orphan = store.Orphan();
        store.Files.Write($"aufs/diff/{name}/file", "data");
        await store.Node.ProveAsync(ScriptOn(store), [$"aufs/diff/{name}"], Both(orphan));
        Assert.That(
            (await store.Node.ReportAsync()).Leftovers.Select(leftover => leftover.Path),
            Does.Contain($"aufs/diff/{name}")
        );
    }

    [Test]
    public async Task Bug_18_1_15_reads_a_data_root_that_nobody_uses()
    {
        using var used = new ContentStore();
        using var unused = new ContentStore();
        var (image, other) = (used.Image("app:1", layers: 1), unused.Orphan());
        var orphan = used.Orphan();
        used.Node.Proc.Process(100, "dockerd", "/usr/sbin/dockerd", "--data-root", used.Node.DataRoot);
        Assert.That(ScriptOn(unused), Is.EquivalentTo(Both(other)), "as if it lay where the script looks");
        await used.Node.ProveFoundAsync(ScriptOn(unused), Both(orphan));
        Assert.That(
            (await used.Node.ExplainAsync($"aufs/diff/{image.Top}")).Single().Verdict,
            Is.EqualTo(Verdict.Live)
        );
        var answer = DataRootFinder.Find(
            new DataRootQuery { ProcRoot = used.Node.Proc.Root, DefaultDataRoot = unused.Node.DataRoot }
        );
        Assert.That(((DataRootAnswer.Found)answer).Stores.Single().DataRoot, Is.EqualTo(used.Node.DataRoot));
    }

    private static IReadOnlySet<string> ScriptOn(ContentStore store) =>
        new AufsCleanupScript(store.Node.DataRoot).WouldDelete();

    /// <summary>The two places that the script deletes of each name.</summary>
    private static IEnumerable<string> Both(params string[] names) =>
        names.SelectMany(name => new[] { $"aufs/diff/{name}", $"aufs/mnt/{name}" });

    /// <summary>A thread of some process has it mounted; aufs tells no more than a number of its branches.</summary>
    private static void Mount(ContentStore store, string name) =>
        store
            .Node.Proc.Process(200, "sh", "/bin/sh")
            .Thread(200, 201, $"36 35 0:50 / {store.Node.At($"aufs/mnt/{name}")} rw,relatime - aufs none rw,si=abc");
}
