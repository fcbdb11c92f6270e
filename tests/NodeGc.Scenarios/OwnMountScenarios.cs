using NodeGc.Collector;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>A folder of the data root lies on a mount of its own: nothing fails because of it.</summary>
public sealed class OwnMountScenarios
{
    private static readonly CleanupPolicy LayersAndDebris = Policies.Layers with { Debris = Policies.Debris.Debris };
    private static readonly string DanglingLink = $"overlay2/l/{new string('Z', 26)}";

    [Test]
    public async Task Layers_and_debris_of_a_driver_s_home_that_is_bind_mounted_are_handled_alike()
    {
        using var node = Node.Start();
        var expected = FailedCreate
            .MakeOrphans(node.Dockerd)
            .Select(orphan => $"overlay2/{orphan}")
            .Append(DanglingLink)
            .ToList();
        node.Dockerd.Stop();
        Bind(node, "overlay2");
        File.CreateSymbolicLink(At(node, DanglingLink), $"../{new string('d', 64)}/diff");
        node.Dockerd.Resume();

        await ProveAsync(node, LayersAndDebris, expected, bound: "overlay2");
    }

    [Test]
    public async Task A_driver_s_home_on_a_disk_of_its_own_frees_that_disk()
    {
        using var disk = new LoopDisk();
        using var node = Node.Start();
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        node.Dockerd.Stop();
        Bind(node, "overlay2", disk.Mountpoint);
        foreach (var orphan in orphans)
            await File.WriteAllBytesAsync(
                Path.Combine(At(node, $"overlay2/{orphan}"), "diff", "large"),
                new byte[8 << 20]
            );
        File.CreateSymbolicLink(At(node, DanglingLink), $"../{new string('d', 64)}/diff");
        node.Dockerd.Resume();
        var policy = LayersAndDebris with { Quarantine = TimeSpan.Zero };

        var made = orphans.Select(orphan => $"overlay2/{orphan}").Append(DanglingLink);
        var report = await node.SweepAsync(await node.PlanUntilAsync([.. made], policy), policy);

        foreach (var swept in report.Items)
            Assert.That(swept.Outcome, Is.InstanceOf<ItemOutcome.Deleted>(), $"{swept.Item.Name}: {swept.Outcome}");
        Assert.That(report.Items, Has.Length.EqualTo(orphans.Count + 1));
        Assert.That(
            report.Reclaimed,
            Is.GreaterThan(new Bytes(orphans.Count * (8L << 20) / 2)),
            "measured on the disk that the layers lay on"
        );
    }

    [Test]
    public async Task Volumes_on_a_mount_of_their_own_are_held_by_a_rule_and_do_not_fail()
    {
        using var node = Node.Start();
        node.Dockerd.Stop();
        Bind(node, "volumes");
        node.Dockerd.Resume();
        node.Docker.Do("volume", "create", "unused");
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);

        var plan = await node.PlanAsync(Policies.Everything);
        var report = await node.SweepAsync(plan, Policies.Everything);

        Assert.That(
            plan.Held.Select(held => (held.Name, held.Reason.Rule)),
            Is.EqualTo(new[] { ("volumes/unused", "CannotBeMoved") })
        );
        Assert.That(plan.Held[0].Reason.Text, Does.Contain("volumes is on a separate mount"));
        Assert.That(
            report.Items.Select(swept => swept.Item.Name),
            Is.EquivalentTo(orphans.Select(orphan => $"overlay2/{orphan}"))
        );
        Assert.That(report.Items.Select(swept => swept.Outcome), Is.All.InstanceOf<ItemOutcome.Quarantined>());
        Assert.That(node.Docker.Lines("volume", "ls", "-q"), Does.Contain("unused"));
    }

    [Test]
    public async Task Debris_with_a_mount_inside_stays_until_it_is_unmounted()
    {
        using var node = Node.Start();
        var mounted = Directory.CreateDirectory(At(node, "tmp-old/inside/disk")).FullName;
        Run("/bin/mount", "-t", "tmpfs", "tmpfs", mounted);
        try
        {
            var plan = await node.PlanAsync(Policies.Debris);
            Assert.That(plan.Items, Is.Empty, "a rename would take the mount along");
            Assert.That((await node.ExplainAsync("tmp-old")).Reason!.Text, Does.Contain("mounted"));
        }
        finally
        {
            Run("/bin/umount", mounted);
        }
        await ProveAsync(node, Policies.Debris, ["tmp-old"]);
    }

    [Test]
    public async Task What_images_left_on_a_mount_of_their_own_is_quarantined_there()
    {
        using var node = Node.Start();
        node.Dockerd.Stop();
        Bind(node, "image");
        const string Rest = "image/overlay2/imagedb/content/sha256/.tmp-1234";
        await File.WriteAllTextAsync(At(node, Rest), "half of an image");
        node.Dockerd.Resume();

        await ProveAsync(node, Policies.Debris, [Rest]);
    }

    /// <summary>Exactly these go and come back, and the engine works without them.</summary>
    private static async Task ProveAsync(
        Node node,
        CleanupPolicy policy,
        IReadOnlyCollection<string> paths,
        string? bound = null
    )
    {
        var check = StoreCheck.Take(node.Docker);
        var plan = await node.PlanUntilAsync([.. paths], policy);
        Assert.That(
            plan.Items.Select(item => item.Name),
            Is.EquivalentTo(paths),
            string.Join("; ", plan.Held.Select(held => $"{held.Name} {held.Reason.Text}"))
        );
        var report = await node.SweepAsync(plan, policy);
        foreach (var swept in report.Items)
            Assert.That(swept.Outcome, Is.InstanceOf<ItemOutcome.Quarantined>(), $"{swept.Item.Name}: {swept.Outcome}");
        Assert.That(check.FindViolations(), Is.Empty);
        node.Dockerd.Stop();
        if (bound is not null)
            MountAgain(node, bound);
        node.Dockerd.Resume();
        Assert.That(check.FindViolations(), Is.Empty, "the engine ignores the quarantine when it starts");
        Assert.That(
            (await node.ScanAsync(policy)).Inventory.Leftovers.Select(leftover => leftover.Path),
            Has.None.Contains("quarantine")
        );
        Assert.That(
            (await node.RestoreAsync()).Items.Select(item => (item.Path, item.Outcome)),
            Is.EquivalentTo(paths.Select(path => (path, "Restored")))
        );
    }

    /// <summary>Puts a folder of the data root onto a mount of its own, with all that it holds. An engine binds a data
    /// root onto itself that is not shared, and would hide what is mounted in it.</summary>
    private static void Bind(Node node, string folder, string? disk = null)
    {
        var elsewhere = disk
            ?? Directory.CreateDirectory(Path.Combine(node.Dockerd.Folder, $"elsewhere-{folder}")).FullName;
        Run("/bin/mount", "--bind", node.Dockerd.DataRoot, node.Dockerd.DataRoot);
        Run("/bin/mount", "--make-shared", node.Dockerd.DataRoot);
        Run("/bin/cp", "-aT", At(node, folder), elsewhere);
        Directory.Delete(At(node, folder), recursive: true);
        Run("/bin/mount", "--bind", elsewhere, Directory.CreateDirectory(At(node, folder)).FullName);
    }

    /// <summary>An engine that stops unmounts its driver's home.</summary>
    private static void MountAgain(Node node, string folder)
    {
        if (Directory.EnumerateFileSystemEntries(At(node, folder)).Any())
            return;
        Run("/bin/mount", "--bind", Path.Combine(node.Dockerd.Folder, $"elsewhere-{folder}"), At(node, folder));
    }

    private static string At(Node node, string path) => Path.Combine(node.Dockerd.DataRoot, path);

    private static void Run(string program, params string[] arguments) =>
        _ = new ExternalCommand(program, arguments).Run().Text;
}
