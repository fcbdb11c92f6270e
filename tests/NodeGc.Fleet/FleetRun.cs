using System.Collections.Immutable;
using System.Diagnostics;
using NodeGc.Fleet.Clusters;
using NodeGc.Fleet.Measuring;
using NodeGc.Fleet.Nodes;
using NodeGc.Kubernetes.Small;

namespace NodeGc.Fleet;

/// <summary>Runs five cleanups on a fleet, from its first node to the end of the last run, and measures.</summary>
internal static class FleetRun
{
    private const int AgentsPerConnection = 100;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    /// <param name="options">What is simulated.</param>
    /// <param name="say">Called with each step.</param>
    /// <param name="log">Receives the operator's log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<FleetFigures> MeasureAsync(
        FleetOptions options,
        Action<string> say,
        TextWriter log,
        CancellationToken cancellationToken
    )
    {
        await using var cluster = await FleetCluster.StartAsync(cancellationToken);
        say($"adding {options.Nodes} nodes");
        var names = await cluster.AddNodesAsync(options.Nodes, cancellationToken);
        using var subject = OperatorProcess.Start(
            options.Operator,
            cluster.KubeconfigPath,
            FleetCluster.Namespace,
            log
        );
        await cluster.AwaitLeasesAsync(options.Nodes, cancellationToken);
        say("starting the agents");
        using var shared = new SharedParts(FleetCluster.Namespace, TimeProvider.System);
        var writes = new WriteCounter();
        var clients = names
            .Chunk(AgentsPerConnection)
            .Select(_ => new SmallClient(
                cluster.Connection,
                Agent.Daemon.AgentHost.FieldManager,
                TimeProvider.System,
                new SharedConnections(cluster.Connection, writes)
            ))
            .ToList();
        var agents = names
            .Select((name, number) => new SimulatedAgent(name, clients[number / AgentsPerConnection], shared))
            .ToImmutableArray();
        try
        {
            await Task.WhenAll(agents.Select(agent => agent.StartAsync()));
            while (!agents.All(agent => agent.IsUp))
                await Task.Delay(PollInterval, cancellationToken);
            say("applying the cleanups");
            var figures = await MeasureRunsAsync(options, cluster, subject, writes, say, cancellationToken);
            return figures with
            {
                IdleWrites =
                    options.Idle == TimeSpan.Zero
                        ? null
                        : await MeasureIdleAsync(options, subject, writes, say, cancellationToken),
                Problems = await FindProblemsAsync(options.Nodes, cluster, agents, cancellationToken),
            };
        }
        finally
        {
            await Task.WhenAll(agents.Select(agent => agent.DisposeAsync().AsTask()));
            clients.ForEach(client => client.Dispose());
        }
    }

    private static async Task<FleetFigures> MeasureRunsAsync(
        FleetOptions options,
        FleetCluster cluster,
        OperatorProcess subject,
        WriteCounter writes,
        Action<string> say,
        CancellationToken cancellationToken
    )
    {
        using var own = Process.GetCurrentProcess();
        var (agents, orders) = (writes.Others, await subject.CountWritesAsync(cancellationToken));
        var reconciles = await subject.CountReconcilesAsync(cancellationToken);
        var (operatorTime, ownTime, start) = (subject.ProcessorTime, own.TotalProcessorTime, Stopwatch.StartNew());
        await cluster.ApplyCleanupsAsync(cancellationToken);
        await cluster.AwaitRunsAsync(say, cancellationToken);
        var elapsed = start.Elapsed;
        own.Refresh();
        return new FleetFigures
        {
            Nodes = options.Nodes,
            Cleanups = FleetCleanups.All.Count,
            Elapsed = elapsed,
            AgentWrites = writes.Others - agents,
            OperatorWrites = await subject.CountWritesAsync(cancellationToken) - orders,
            Reconciles = await subject.CountReconcilesAsync(cancellationToken) - reconciles,
            OperatorTime = subject.ProcessorTime - operatorTime,
            OtherTime = own.TotalProcessorTime - ownTime,
            OperatorMemory = subject.PeakMemory,
            LargestCleanup = await cluster.FindLargestAsync("nodestoragecleanups", cancellationToken),
            LargestNodeStorage = await cluster.FindLargestAsync("nodestorages", cancellationToken),
        };
    }

    /// <summary>All writes: leases, statuses and events of the agents, and whatever the operator writes.</summary>
    private static async Task<double> MeasureIdleAsync(
        FleetOptions options,
        OperatorProcess subject,
        WriteCounter writes,
        Action<string> say,
        CancellationToken cancellationToken
    )
    {
        say($"observing the idle fleet for {options.Idle.TotalSeconds} s");
        var before = writes.Leases + writes.Others + await subject.CountWritesAsync(cancellationToken);
        await Task.Delay(options.Idle, cancellationToken);
        var after = writes.Leases + writes.Others + await subject.CountWritesAsync(cancellationToken);
        return (after - before) / options.Idle.TotalMinutes / options.Nodes;
    }

    /// <summary>Each node has carried out each run exactly once, and the cleanups say so.</summary>
    private static async Task<ImmutableArray<string>> FindProblemsAsync(
        int nodes,
        FleetCluster cluster,
        ImmutableArray<SimulatedAgent> agents,
        CancellationToken cancellationToken
    )
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var name in FleetCleanups.All.Keys)
        {
            var status = await cluster.GetStatusAsync(name, cancellationToken);
            if (status.LastRun?.Nodes is not { } counts || counts.Succeeded != nodes || counts.Selected != nodes)
                problems.Add($"{name} did not succeed on all nodes: {status.LastRun?.Nodes}");
        }
        var wrong = agents.Count(agent =>
            agent.Store.Ended.Count != FleetCleanups.All.Count || agent.Store.Ended.Values.Any(times => times != 1)
        );
        if (wrong > 0)
            problems.Add($"{wrong} nodes did not carry out each run exactly once");
        return problems.ToImmutable();
    }
}
