using NodeGc.Removal.Sweeping;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>What interrupted operations left: it goes, comes back, and what is at work stays.</summary>
public sealed class DebrisScenarios : NodeFixture
{
    private static readonly string Hex = new('d', 64);
    private static readonly string Step = new('s', 25);

    private static readonly string[] Planted =
    [
        $"overlay2/l/{new string('Z', 26)}",
        "image/overlay2/imagedb/content/sha256/.tmp-1234",
        "overlay2/check-overlayfs-support77",
        $"plugins/{Hex}-removing",
        $"buildkit/executor/{Step}",
        "tmp-old",
    ];

    [TearDown]
    public void ClearAway()
    {
        foreach (var path in Planted[..2])
            File.Delete(At(path));
        foreach (var folder in Planted[2..].Where(path => Directory.Exists(At(path))))
            Directory.Delete(At(folder), recursive: true);
        foreach (var set in node.Layers.ListWriteSets())
            Directory.Delete(set, recursive: true);
    }

    [Test]
    public async Task Removes_the_write_set_of_a_dead_import_and_once_restored_keeps_it_until_the_engine_restarts()
    {
        var orphan = InterruptedImport.MakeOrphan(node.Dockerd);
        node.Dockerd.Resume();
        var sets = node
            .Layers.ListWriteSets()
            .Select(path => Path.GetRelativePath(node.Dockerd.DataRoot, path))
            .ToList();
        Assert.That(sets, Is.Not.Empty);

        await ProveAsync(sets);
        await node.ProveHeldAsync(Policies.Layers, [$"overlay2/{orphan}"], "InFlight");
        node.Dockerd.Restart();
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task Keeps_the_write_set_of_an_import_that_runs()
    {
        using var import = HeldImport.Begin(node.Dockerd, "imported:1");
        Assert.That((await node.PlanAsync(Policies.Debris)).Items, Is.Empty);
        import.Finish();
    }

    [Test]
    public async Task Removes_and_restores_a_link_a_file_and_folders()
    {
        File.CreateSymbolicLink(At(Planted[0]), $"../{Hex}/diff");
        File.WriteAllText(At(Planted[1]), "half of an image");
        foreach (var folder in Planted[2..])
            Directory.CreateDirectory(Path.Combine(At(folder), "inside"));
        File.WriteAllText(Path.Combine(At("tmp-old"), "inside/blob"), "half of a layer");

        await ProveAsync(Planted);
        Assert.That((await node.PlanAsync(Policies.Debris)).Items.Select(item => item.Name), Is.EquivalentTo(Planted));
        Assert.That(new FileInfo(At(Planted[0])).LinkTarget, Is.EqualTo($"../{Hex}/diff"));
        Assert.That(File.ReadAllText(Path.Combine(At("tmp-old"), "inside/blob")), Is.EqualTo("half of a layer"));
    }

    [Test]
    public async Task Deletes_for_good_without_a_quarantine()
    {
        File.CreateSymbolicLink(At($"overlay2/l/{new string('Z', 26)}"), $"../{Hex}/diff");
        Directory.CreateDirectory(At("tmp-old/inside"));
        var policy = Policies.Debris with { Quarantine = TimeSpan.Zero };

        var report = await node.SweepAsync(await node.PlanAsync(policy), policy);

        Assert.That(
            report.Items.Select(swept => swept.Outcome).ToList(),
            Has.Count.EqualTo(2).And.All.InstanceOf<ItemOutcome.Deleted>()
        );
        Assert.That(new FileInfo(At($"overlay2/l/{new string('Z', 26)}")).LinkTarget, Is.Null);
    }

    [Test]
    public async Task Keeps_a_build_step_that_is_mounted_and_scratch_files_that_are_open()
    {
        var rootfs = Directory.CreateDirectory(At($"buildkit/executor/{Step}/rootfs")).FullName;
        Directory.CreateDirectory(At("tmp-old"));
        using var mount = new PrivateMount(
            "/",
            rootfs,
            $"{node.Layers.Home}/{node.Layers.TopOf("base:1")}/diff:{rootfs}"
        );
        using var user = new ExternalCommand("/bin/sh", "-c", $"exec sleep infinity 3> {At("tmp-old")}/blob").Start();
        Deadline.Await("the process to open its file", () => File.Exists(At("tmp-old/blob")));

        Assert.That((await node.PlanAsync(Policies.Debris)).Items, Is.Empty);
        user.Kill();
        user.WaitForExit();
    }

    private string At(string path) => Path.Combine(node.Dockerd.DataRoot, path);

    /// <summary>Exactly these are found, go to the quarantine, the engine works without them, and they come
    /// back.</summary>
    private async Task ProveAsync(IReadOnlyCollection<string> paths)
    {
        var check = StoreCheck.Take(node.Docker);
        var plan = await node.PlanAsync(Policies.Debris);
        Assert.That(
            plan.Items.Select(item => item.Name),
            Is.EquivalentTo(paths),
            string.Join("; ", plan.Held.Select(held => $"{held.Name} {held.Reason.Text}"))
        );
        var report = await node.SweepAsync(plan, Policies.Debris);
        Assert.That(report.Items.Select(swept => swept.Outcome), Is.All.InstanceOf<ItemOutcome.Quarantined>());
        Assert.That((await node.PlanAsync(Policies.Debris)).Items, Is.Empty);
        Assert.That(check.FindViolations(), Is.Empty);
        Assert.That(
            (await node.RestoreAsync()).Items.Select(item => (item.Path, item.Outcome)),
            Is.EquivalentTo(paths.Select(path => (path, "Restored")))
        );
    }
}
