using System.Collections.Concurrent;
using NodeGc.Host.Linux;
using NodeGc.Removal.Sweeping;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Things that change while they are looked at.</summary>
public sealed class RaceScenarios : NodeFixture
{
    [Test]
    public async Task T32_starts_again_with_a_directory_that_was_replaced_between_two_scans()
    {
        var orphan = FailedCreate.MakeLoneInit(node.Dockerd);
        await node.ScanAsync();
        Replace(orphan);
        Assert.That((await node.ScanAsync()).Plan(Policies.Layers).Items, Is.Empty);
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task T32_leaves_a_directory_that_was_replaced_after_it_was_planned()
    {
        var orphan = FailedCreate.MakeLoneInit(node.Dockerd);
        var plan = await node.PlanAsync(Policies.Layers);
        Replace(orphan);
        var report = await node.SweepAsync(plan, Policies.Layers);
        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Changed>());
        Assert.That(Path.Combine(node.Layers.Home, orphan), Does.Exist);
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task Leaves_a_directory_that_is_mounted_after_it_was_planned()
    {
        var orphan = FailedCreate.MakeLoneInit(node.Dockerd);
        var plan = await node.PlanAsync(Policies.Layers);
        var target = Directory.CreateDirectory(Path.Combine(node.Dockerd.Folder, "mnt")).FullName;
        using (
            new PrivateMount(
                "/",
                target,
                $"{node.Layers.Home}/{orphan}/diff:{node.Layers.Home}/{node.Layers.TopOf("base:1")}/diff"
            )
        )
        {
            var report = await node.SweepAsync(plan, Policies.Layers);
            Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.NowInUse>());
            Assert.That(Path.Combine(node.Layers.Home, orphan), Does.Exist);
        }
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task Ends_in_order_when_the_engine_was_restarted_since_the_plan_was_made()
    {
        var orphan = FailedCreate.MakeLoneInit(node.Dockerd);
        var plan = await node.PlanAsync(Policies.Layers);
        node.Dockerd.Restart();
        await node.ScanAsync();
        var report = await node.SweepAsync(plan, Policies.Layers);
        Assert.That(report.StopReason, Does.Contain("restarted since the plan was made"));
        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Skipped>());
        await node.ProveLayersAsync(orphan);
    }

    [Test]
    public async Task T33_fails_no_command_of_a_busy_engine_while_it_sweeps()
    {
        var orphans = FailedCreate.MakeOrphans(node.Dockerd);
        node.Docker.RunForever("bystander");
        var check = StoreCheck.Take(node.Docker);
        var failures = new ConcurrentQueue<CommandResult>();
        using var end = new CancellationTokenSource();
        Task[] busy =
        [
            Loop(RunContainers, failures, end.Token),
            Loop(Build, failures, end.Token),
            Loop(Import, failures, end.Token),
        ];
        for (var round = 0; round < 2; round++)
            await node.SweepInRealTimeAsync(Policies.Layers);
        await end.CancelAsync();
        await Task.WhenAll(busy);

        Assert.That(failures, Is.Empty);
        Assert.That(check.FindViolations(), Is.Empty);
        await node.SweepAsync(await node.PlanAsync(Policies.Layers), Policies.Layers);
        Assert.That(node.Layers.List().Intersect(orphans), Is.Empty);
        Assert.That(check.FindViolations(), Is.Empty);
    }

    /// <summary>Same name, same content, another directory.</summary>
    private void Replace(string directory)
    {
        var path = Path.Combine(node.Layers.Home, directory);
        var copy = Path.Combine(node.Dockerd.DataRoot, "copy");
        _ = new ExternalCommand("/bin/cp", "-a", path, copy).Run().Text;
        Directory.Delete(path, recursive: true);
        Directory.Move(copy, path);
    }

    private static Task Loop(
        Func<int, IEnumerable<CommandResult>> round,
        ConcurrentQueue<CommandResult> failures,
        CancellationToken end
    ) =>
        Task.Run(
            () =>
            {
                for (var number = 0; !end.IsCancellationRequested; number++)
                    foreach (var failed in round(number).Where(result => !result.Succeeded))
                        failures.Enqueue(failed);
            },
            CancellationToken.None
        );

    private IEnumerable<CommandResult> RunContainers(int number)
    {
        yield return node.Docker.Try(
            "run",
            "--rm",
            "--network",
            "none",
            "-v",
            "/data",
            "base:1",
            "touch",
            $"/data/{number}"
        );
    }

    private IEnumerable<CommandResult> Build(int number)
    {
        var dockerfile = $"FROM base:1\nCOPY f /f\nRUN touch /{number}\n";
        yield return number % 2 == 0
            ? node.Docker.TryBuildClassic($"built:{number}", dockerfile, ("f", $"{number}"))
            : node.Docker.TryBuildWithBuildKit($"built:{number}", dockerfile, ("f", $"{number}"));
        yield return node.Docker.Try("run", "--rm", "--network", "none", $"built:{number}", "cat", $"/{number}");
        yield return node.Docker.Try("rmi", $"built:{number}");
        yield return node.Docker.Try("builder", "prune", "-af");
    }

    private IEnumerable<CommandResult> Import(int number)
    {
        BaseImage.Load(node.Docker, $"imported:{number}");
        yield return node.Docker.Try("run", "--rm", "--network", "none", $"imported:{number}", "true");
        yield return node.Docker.Try("rmi", $"imported:{number}");
    }
}
