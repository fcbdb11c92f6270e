using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Host.Linux;
using NodeGc.Removal.Sweeping;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>What a running engine remembers although nothing needs it: it waits, goes once the engine is stopped and
/// held, and the engine works on without it.</summary>
public sealed class StoppedEngineScenarios
{
    private Node node = null!;

    [SetUp]
    public void Start() => node = Node.Start();

    [TearDown]
    public void Stop() => node.Dispose();

    [Test]
    public async Task Layers_of_a_load_that_died_wait_for_a_stopped_engine_and_go_then()
    {
        var load = InterruptedLoad.Make(node.Dockerd, "cut");
        node.Dockerd.Resume();
        var plan = await node.PlanAsync(Policies.Layers);
        Assert.That(plan.AwaitingEngineStop.Select(held => held.Name), Is.EquivalentTo(load.Registered.Select(PathOf)));
        Assert.That(
            plan.AwaitingEngineStop.Select(held => held.Reason.Text),
            Is.All.StartsWith("held until the Docker daemon is stopped")
        );
        Assert.That(plan.Items.Select(item => item.Name), Is.EqualTo([PathOf(load.Orphan)]));

        node.Dockerd.Stop();
        await SweepAsync(load.Registered.Add(load.Orphan));

        node.Dockerd.Resume();
        Assert.That(
            node.Docker.Do("run", "--rm", "--network", "none", "base:1", "ls", "/bin/busybox"),
            Is.EqualTo("/bin/busybox")
        );
        Assert.That((await node.PlanAsync(Policies.Layers)).AwaitingEngineStop, Is.Empty);
        var archive = new ImageArchive("cut:1")
            .WithLayer("cut-a", 1)
            .WithLayer("cut-b", 1)
            .WriteTo(node.Dockerd.Folder);
        node.Docker.Do("load", "--input", archive);
        Assert.That(
            node.Docker.Try("run", "--rm", "--network", "none", "cut:1", "true").Output,
            Is.Empty,
            "the same layers were loaded again"
        );
    }

    [Test]
    public async Task What_a_killed_load_left_in_tmp_is_removed_as_debris_and_the_engine_works_without_it()
    {
        InterruptedLoad.Make(node.Dockerd, "scratch");
        var left = Directory
            .EnumerateFileSystemEntries(Path.Combine(node.Dockerd.DataRoot, "tmp"))
            .Select(path => $"tmp/{Path.GetFileName(path)}")
            .ToList();
        Assert.That(left, Has.Some.StartsWith("tmp/docker-import-"));

        var plan = await node.PlanAsync(Policies.Debris);
        var report = await node.SweepAsync(plan, Policies.Debris);

        Assert.That(plan.Items.Select(item => item.Name), Is.SupersetOf(left));
        var outcomes = report.Items.Select(swept => swept.Outcome);
        Assert.That(outcomes, Is.All.InstanceOf<ItemOutcome.Quarantined>(), report.StopReason);
        node.Dockerd.Resume();
        var found = node.Docker.Do("run", "--rm", "--network", "none", "base:1", "ls", "/bin/busybox");
        Assert.That(found, Is.EqualTo("/bin/busybox"));
    }

    [Test]
    public async Task Comes_back_as_it_was()
    {
        var load = InterruptedLoad.Make(node.Dockerd, "back");
        var before = Records();
        await SweepAsync(load.Registered.Add(load.Orphan));
        Assert.That(Records(), Is.Not.EquivalentTo(before));

        Assert.That((await node.RestoreAsync()).Items.Select(item => item.Outcome), Is.All.EqualTo("Restored"));

        Assert.That(Records(), Is.EquivalentTo(before));
        node.Dockerd.Resume();
        Assert.That(
            (await node.PlanAsync(Policies.Layers)).AwaitingEngineStop,
            Has.Length.EqualTo(load.Registered.Count)
        );
    }

    [Test]
    public async Task Keeps_all_that_a_container_runs_on_which_outlived_its_engine()
    {
        node.Docker.RunForever("survivor");
        var top = node.Layers.TopOf("survivor");
        var load = InterruptedLoad.Make(node.Dockerd, "beside");

        await SweepAsync(load.Registered.Add(load.Orphan));

        Assert.That(node.Layers.List(), Does.Contain(top));
        node.Dockerd.Resume();
        node.Docker.Do("start", "survivor");
        Assert.That(node.Docker.Do("exec", "survivor", "ls", "/bin/busybox"), Is.EqualTo("/bin/busybox"));
    }

    [Test]
    public async Task A_layer_that_the_engine_could_not_remove_is_removed_with_its_record()
    {
        node.Docker.BuildClassic("stuck:1", "FROM base:1\nRUN touch /stuck\n");
        var top = node.Layers.TopOf("stuck:1");
        using (new Undeletable(Path.Combine(node.Layers.Home, top, "diff/stuck")))
            node.Docker.Try("rmi", "-f", "stuck:1");
        node.Dockerd.Kill();
        Assert.That(node.Layers.ListChains(), Has.Some.EndsWith("-removing"));

        await SweepAsync([top]);

        Assert.That(node.Layers.ListChains(), Has.None.EndsWith("-removing"));
        node.Dockerd.Resume();
        node.Docker.BuildClassic("stuck:1", "FROM base:1\nRUN touch /stuck\n");
        Assert.That(
            node.Docker.Do("run", "--rm", "--network", "none", "stuck:1", "ls", "/stuck"),
            Is.EqualTo("/stuck")
        );
    }

    [Test]
    public async Task The_mount_point_of_a_killed_build_is_removed_once_it_is_unmounted()
    {
        IEnumerable<string> Entries() =>
            Directory
                .EnumerateDirectories(Path.Combine(node.Layers.LayerDb, "mounts"))
                .Select(path => Path.GetFileName(path));
        string entry = null!;
        var added = node.Layers.AddedBy(() => entry = InterruptedBuildStep.Make(node.Dockerd));
        node.Dockerd.EndRemains();
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty, "mounted");
        foreach (var layer in added)
            new ExternalCommand("/bin/umount", Path.Combine(node.Layers.Home, layer, "merged")).Run();

        await SweepAsync(added);

        Assert.That(Entries(), Does.Not.Contain(entry));
        node.Dockerd.Resume();
        Assert.That(
            node.Docker.Do("run", "--rm", "--network", "none", "base:1", "ls", "/bin/busybox"),
            Is.EqualTo("/bin/busybox")
        );
    }

    [Test]
    public async Task A_container_whose_creation_was_killed_is_removed_and_its_logs_can_be_restored()
    {
        var path = $"containers/{new string('c', 64)}";
        Directory.CreateDirectory(Path.Combine(node.Dockerd.DataRoot, path, "checkpoints"));
        Assert.That((await node.PlanAsync(Policies.Debris)).Items, Is.Empty, "the engine runs");
        node.Dockerd.Stop();

        var report = await node.SweepAsync(await node.PlanAsync(Policies.Debris), Policies.Debris);

        Assert.That(
            report.Items.Select(swept => (swept.Item.Name, swept.Outcome is ItemOutcome.Quarantined)),
            Is.EqualTo([(path, true)])
        );
        Assert.That((await node.RestoreAsync()).Items.Select(item => item.Outcome), Is.EqualTo(["Restored"]));
        Assert.That(Path.Combine(node.Dockerd.DataRoot, path, "checkpoints"), Does.Exist);
    }

    [Test]
    public async Task An_engine_cannot_start_while_it_is_held_and_can_afterwards()
    {
        var load = InterruptedLoad.Make(node.Dockerd, "held");
        var plan = await node.PlanAsync(Policies.Layers);
        var started = "";

        var report = await node.SweepAsync(plan, Policies.Layers, () => started = Try(node.Dockerd.Resume));

        Assert.That(started, Does.Contain("dockerd"), "it started");
        Assert.That(File.ReadAllText(node.Dockerd.LogPath), Does.Contain("metadata database"));
        Assert.That(report.Items.Select(swept => swept.Outcome), Is.All.InstanceOf<ItemOutcome.Quarantined>());
        node.Dockerd.Resume();
        Assert.That(node.Layers.List().Intersect(load.Registered), Is.Empty);
    }

    [Test]
    public async Task Nothing_of_it_is_removed_once_an_engine_runs_again()
    {
        var load = InterruptedLoad.Make(node.Dockerd, "again");
        var plan = await node.PlanAsync(Policies.Layers);
        node.Dockerd.Resume();
        await node.ScanAsync();

        var report = await node.SweepAsync(plan, Policies.Layers, () => { });

        Assert.That(
            report
                .Items.Where(swept => load.Registered.Contains(Path.GetFileName(swept.Item.Name)))
                .Select(swept => OutcomeText.For(swept.Outcome).Message),
            Has.Exactly(load.Registered.Count)
                .StartsWith("held until the Docker daemon is stopped: an engine has locked volumes/metadata.db")
        );
        Assert.That(node.Layers.List(), Is.SupersetOf(load.Registered));
    }

    private IEnumerable<string> Records() =>
        Directory
            .EnumerateDirectories(Path.Combine(node.Layers.LayerDb, "sha256"))
            .Select(path => $"{path} {TreeDigest.Compute(path)}")
            .ToList();

    private static string PathOf(string layer) => $"overlay2/{layer}";

    private static string Try(Action start)
    {
        try
        {
            start();
            return "";
        }
        catch (Exception failure)
        {
            return failure.Message;
        }
    }

    private async Task SweepAsync(ImmutableHashSet<string> layers)
    {
        var plan = await node.PlanAsync(Policies.Layers);
        Assert.That(
            plan.Items.Select(item => item.Name),
            Is.EquivalentTo(layers.Select(PathOf)),
            string.Join("; ", plan.Held.Select(held => $"{held.Name}: {held.Reason.Text}"))
        );
        var report = await node.SweepAsync(plan, Policies.Layers);
        Assert.That(
            report.Items.Select(swept => swept.Outcome),
            Is.All.InstanceOf<ItemOutcome.Quarantined>(),
            report.StopReason
        );
        Assert.That(node.Layers.List().Intersect(layers), Is.Empty);
    }
}
