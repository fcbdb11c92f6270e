using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>
/// A removal that ended after the container's layers were gone and before its folder was: the engine cannot load it any
/// more and lists it nowhere,
/// while its configuration says <c>Dead</c>.
/// </summary>
[TestFixtureSource(typeof(DockerReleases), nameof(DockerReleases.All))]
public sealed class RemovedContainerScenarios(DockerRelease release) : NodeFixture(release)
{
    private string id = null!;

    [SetUp]
    public void InterruptRemoval()
    {
        const string chatter =
            "i=0; while [ $i -lt 2000 ]; do echo 0123456789012345678901234567890123456789; i=$((i+1)); done";
        node.Docker.Do(
            "run",
            "--name",
            "half-gone",
            "--network",
            "none",
            "-v",
            "kept:/data",
            "base:1",
            "sh",
            "-c",
            chatter
        );
        id = node.Docker.IdOf("half-gone");
        var copy = Path.Combine(node.Dockerd.Folder, id);
        Run("/bin/cp", "-aT", Folder, copy);
        node.Docker.Do("rm", "half-gone");
        node.Dockerd.Stop();
        Run("/bin/cp", "-aT", copy, Folder);
        Directory.Delete(copy, recursive: true);
        var configuration = Path.Combine(Folder, "config.v2.json");
        File.WriteAllText(
            configuration,
            File.ReadAllText(configuration).Replace("\"Dead\":false", "\"Dead\":true", StringComparison.Ordinal)
        );
        File.WriteAllText(configuration + ".new", File.ReadAllText(configuration));
        File.Move(configuration + ".new", configuration, overwrite: true);
    }

    [TearDown]
    public void ClearAway()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        if (node.Dockerd.ProcessId is null)
            node.Dockerd.Resume();
        node.Docker.Do("volume", "rm", "kept");
    }

    [Test]
    public async Task Goes_with_its_logs_where_the_engine_does_not_know_it_and_comes_back()
    {
        Resume();
        Assert.That(
            node.Docker.Lines("ps", "-aq", "--no-trunc"),
            Does.Not.Contain(id),
            "this is no case of an engine that lists it"
        );

        var plan = await node.PlanAsync(Policies.Debris);
        var item = plan.Items.Single();
        Assert.That(item.Name, Is.EqualTo($"containers/{id}"));
        Assert.That(
            item.Reason,
            Does.StartWith(
                "left by the interrupted removal of container half-gone; unreferenced; checked: mounts, open files"
            )
        );
        Assert.That(item.Size.Value, Is.GreaterThan(2000 * 40), "its logs count");
        var usage = (await node.ScanAsync()).StoreUsage!;
        Assert.That(usage.Logs.Select(log => (log.Container, log.Id)), Does.Contain(("half-gone", id)));
        Assert.That(
            usage.Classes.Single(line => line.Class == CleanupClass.Containers).Total.Items,
            Is.Zero,
            "the engine lists none"
        );

        Assert.That(
            (await node.SweepAsync(plan, Policies.Debris)).Items.Single().Outcome,
            Is.InstanceOf<ItemOutcome.Quarantined>()
        );
        Assert.That(Directory.Exists(Folder), Is.False);
        Assert.That(
            (await node.RestoreAsync()).Items.Select(restored => restored.Outcome),
            Is.EqualTo(new[] { "Restored" })
        );
        Assert.That(File.Exists(Path.Combine(Folder, "config.v2.json")), Is.True);
    }

    [Test]
    public async Task Keeps_its_volume_as_long_as_its_folder_is_there()
    {
        Resume();
        var plan = await node.PlanAsync(Policies.Everything);
        Assert.That(plan.Items.Select(item => item.Name), Has.None.EqualTo("volumes/kept"));
    }

    [Test]
    public async Task Stays_while_the_engine_is_stopped()
    {
        var plan = await node.PlanAsync(Policies.Debris);
        Assert.That(plan.Items, Is.Empty);
        Assert.That(
            plan.Held.Select(held => held.Name),
            Has.None.EqualTo($"containers/{id}"),
            "it is a container until the engine says otherwise"
        );
    }

    [Test]
    public async Task Stays_where_something_in_it_is_open()
    {
        Resume();
        using var user = new ExternalCommand(
            "/bin/sh",
            "-c",
            $"exec sleep infinity 3< {Folder}/config.v2.json"
        ).Start();
        Deadline.Await("the process to open its file", () => Path.Exists($"/proc/{user.Id}/fd/3"));
        try
        {
            Assert.That((await node.PlanAsync(Policies.Debris)).Items, Is.Empty);
        }
        finally
        {
            user.Kill();
            await user.WaitForExitAsync();
        }
    }

    [Test]
    public async Task Stays_where_it_changed_after_the_engine_was_started()
    {
        Resume();
        AwaitLaterSecond();
        await File.WriteAllTextAsync(Path.Combine(Folder, "new"), "");
        Assert.That((await node.PlanAsync(Policies.Debris)).Items, Is.Empty);
    }

    private string Folder => Path.Combine(node.Dockerd.DataRoot, "containers", id);

    private void Resume()
    {
        AwaitLaterSecond();
        node.Dockerd.Resume();
    }

    /// <summary>The kernel dates the start of a process by the second.</summary>
    private static void AwaitLaterSecond()
    {
        var since = DateTime.UtcNow;
        Deadline.Await("a later second", () => DateTime.UtcNow - since > TimeSpan.FromSeconds(2));
    }

    private static void Run(string program, params string[] arguments) =>
        _ = new ExternalCommand(program, arguments).Run().Text;
}
