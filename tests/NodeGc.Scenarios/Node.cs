using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Sweeps;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Scenarios.Situations;
using NodeGc.Stores.Docker.Guarding;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>A node with one private dockerd, and the agent that looks after it.</summary>
internal sealed class Node : IDisposable
{
    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(10);
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("nodegc-a-");
    private readonly SteppedTime time = new();
    private readonly NodeScanner scanner;
    private int runs;

    public Node(PrivateDockerd dockerd)
    {
        Dockerd = dockerd;
        Layers = new LayerStore(dockerd);
        var options = new NodeOptions(
            [dockerd.DataRoot],
            "/proc",
            dockerd.SocketPath,
            state.FullName,
            IsReadOnly: false
        );
        scanner = new NodeScanner(options, StateDirectory.Open(options.StateDirectory), time);
    }

    public PrivateDockerd Dockerd { get; }

    public DockerCli Docker => Dockerd.Cli;

    public LayerStore Layers { get; }

    /// <summary>A daemon that has one image, <c>base:1</c>.</summary>
    public static Node Start(DockerdOptions? options = null)
    {
        var dockerd = PrivateDockerd.Start(options);
        BaseImage.Load(dockerd.Cli);
        return new Node(dockerd);
    }

    /// <summary>One look, some time after the one before.</summary>
    public Task<Scan> ScanAsync(CleanupPolicy? policy = null)
    {
        CopiedMounts.AwaitEnd(Dockerd.DataRoot);
        time.Step(ScanInterval);
        return scanner.ScanAsync(
            ScanOptions.For(policy ?? Policies.Everything),
            progress: null,
            CancellationToken.None
        );
    }

    /// <summary>What may be removed after two scans.</summary>
    public async Task<SweepPlan> PlanAsync(CleanupPolicy policy)
    {
        await ScanAsync(policy);
        return (await ScanAsync(policy)).Plan(policy);
    }

    /// <summary>Looks, waits and looks again as the agent does, then sweeps: nothing about the time is
    /// pretended.</summary>
    public async Task<SweepReport> SweepInRealTimeAsync(CleanupPolicy policy)
    {
        var (_, plan) = await new ConfirmationLoop(scanner, time).RunAsync(
            policy,
            (_, _, _) => { },
            CancellationToken.None
        );
        return await SweepAsync(plan, policy);
    }

    /// <summary>What a policy's <c>when</c> makes of the store; evicts where it is full enough.</summary>
    public Task<ThresholdResult> EvaluateAsync(CleanupPolicy policy) =>
        new ThresholdCheck(scanner, time).EvaluateAsync(policy, mayRemove: true, CancellationToken.None);

    public Task<SweepReport> SweepAsync(SweepPlan plan, CleanupPolicy policy) =>
        new NodeSweeper(scanner, time).SweepAsync(plan, policy, $"run-{++runs}", CancellationToken.None);

    /// <summary>Sweeps, and calls <paramref name="inBetween"/> for each volume that was moved aside while the engine
    /// still knows it.</summary>
    public async Task<SweepReport> SweepAsync(SweepPlan plan, CleanupPolicy policy, Action<string> inBetween)
    {
        using var engine = await DockerEngineAdapter.FindAsync(scanner, CancellationToken.None);
        var remove = engine!.Volumes.Remove;
        var watched = engine.Volumes with { Remove = Remove };
        var silent = new SweepRechecks(
            (_, _) => Task.FromResult(RecheckResult.NothingInUse),
            (_, _) => Task.FromResult(RecheckResult.NothingInUse)
        );
        using var store = WritableStore.Open(Dockerd.DataRoot, DockerGuard.Instance);
        return await new Sweeper(store, silent, watched, time).Sweep(
            new SweepRequest(new RunId($"run-{++runs}"), plan, policy.Quarantine, policy.Limits),
            CancellationToken.None
        );

        Task<VolumeRemoval> Remove(string volume, CancellationToken cancellationToken)
        {
            inBetween(volume);
            return remove(volume, cancellationToken);
        }
    }

    /// <summary>Sweeps, with rechecks that find nothing, and does something directly before the first move.</summary>
    public async Task<SweepReport> SweepAsync(SweepPlan plan, CleanupPolicy policy, Action beforeMove)
    {
        var rechecks = new SweepRechecks((_, _) => Before(), (_, _) => Task.FromResult(RecheckResult.NothingInUse));
        using var store = WritableStore.Open(Dockerd.DataRoot, DockerGuard.Instance);
        return await new Sweeper(store, rechecks, null, time).Sweep(
            new SweepRequest(new RunId($"run-{++runs}"), plan, policy.Quarantine, policy.Limits),
            CancellationToken.None
        );

        Task<RecheckResult> Before()
        {
            beforeMove();
            return Task.FromResult(RecheckResult.NothingInUse);
        }
    }

    /// <summary>Puts the latest run back.</summary>
    public async Task<RestoreDocument> RestoreAsync() =>
        NodeRestorer.Describe(
            await new NodeRestorer(scanner, time).RestoreAsync($"run-{runs}", [], CancellationToken.None)
        );

    /// <summary>Why a directory of the store is kept or may be removed, as of one more scan.</summary>
    public async Task<Explanation> ExplainAsync(string path)
    {
        var explainer = new Explainer((await ScanAsync()).Inventory);
        return explainer.Explain(explainer.Find(path).Single(resource => resource.Directory?.Path == path));
    }

    /// <summary>Removes all containers, and all images but the base; volumes and what is in quarantine stay.</summary>
    public void ClearAway()
    {
        foreach (var container in Docker.Api.ContainerIds())
            Docker.Api.Do(HttpMethod.Delete, $"containers/{container}?force=1&v=1");
        foreach (var image in Docker.Api.ImageIdsSince("base:1"))
            Docker.Api.Do(HttpMethod.Delete, $"images/{image}?force=1");
        Docker.Api.Do(HttpMethod.Post, "build/prune?all=1");
    }

    public void Dispose()
    {
        Dockerd.Dispose();
        state.Delete(recursive: true);
    }
}
