using System.Collections.Immutable;
using NodeGc.Agent;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Sweeps;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos;

/// <summary>The agent at work without a pause: it looks, waits, looks again and sweeps, by turns with and without a
/// quarantine.</summary>
internal sealed class ContinuousSweep : IDisposable
{
    private readonly ImmutableArray<CleanupPolicy> policies;
    private readonly NodeScanner scanner;
    private readonly Tally tally;
    private readonly SemaphoreSlim one = new(1, 1);
    private CancellationTokenSource round = new();
    private int rounds;
    private SweepPlan? latest;

    public ContinuousSweep(PrivateDockerd dockerd, Tally tally)
    {
        this.tally = tally;
        policies = [ChaosPolicy.Read(dockerd.Folder, "0s"), ChaosPolicy.Read(dockerd.Folder, "30s")];
        var state = Path.Combine(dockerd.Folder, "agent");
        var options = new NodeOptions([dockerd.DataRoot], "/proc", dockerd.SocketPath, state, IsReadOnly: false);
        scanner = new NodeScanner(options, StateDirectory.Open(state), TimeProvider.System);
    }

    /// <summary>Sweeps until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
            await AloneAsync(SweepAsync);
    }

    /// <summary>Ends the sweep that is under way in order, and starts none before <paramref name="act"/> is
    /// done.</summary>
    public async Task HoldAsync(Func<Task> act)
    {
        await Volatile.Read(ref round).CancelAsync();
        await AloneAsync(act);
    }

    /// <summary>Why the latest plan held anything at all.</summary>
    public IEnumerable<RootReason> Reasons => latest?.Held.Select(held => held.Reason).Distinct() ?? [];

    /// <summary>What the latest plan said of something that stayed, null for nothing; a layer directory or a volume is
    /// meant by its own name.</summary>
    public RootReason? FindReason(string name) =>
        latest?.Held.FirstOrDefault(held => held.Resource.Id.Name.EndsWith(name, StringComparison.Ordinal))?.Reason;

    /// <summary>One whole sweep, for whoever holds the others.</summary>
    public async Task SweepAsync()
    {
        try
        {
            var mine = new CancellationTokenSource(); // Not disposed: whoever wants it to end may still cancel it.
            Volatile.Write(ref round, mine);
            await LookAndSweepAsync(policies[++rounds % policies.Length], mine.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException || Failures.Describe(ended) is not null)
        {
            tally.Count("sweeps that ended early");
        }
        catch (Exception bug)
        {
            tally.Violate($"the agent failed: {bug}");
        }
    }

    public void Dispose()
    {
        scanner.Dispose();
        one.Dispose();
        round.Dispose();
    }

    private async Task AloneAsync(Func<Task> act)
    {
        await one.WaitAsync();
        try
        {
            await act();
        }
        finally
        {
            one.Release();
        }
    }

    private async Task LookAndSweepAsync(CleanupPolicy policy, CancellationToken cancellationToken)
    {
        var sweeper = new NodeSweeper(scanner, TimeProvider.System);
        await sweeper.ExpireAsync(cancellationToken);
        var (_, plan) = await new ConfirmationLoop(scanner, TimeProvider.System).RunAsync(
            policy,
            (_, _, _) => { },
            cancellationToken
        );
        latest = plan;
        var report = await sweeper.SweepAsync(plan, policy, $"chaos-{rounds}", cancellationToken);
        tally.Count("sweeps");
        foreach (var item in report.Items)
            Count(item);
    }

    private void Count(SweptItem item)
    {
        tally.Count($"{item.Item.Class} {item.Outcome.GetType().Name}");
        if (item.Outcome is ItemOutcome.Failed failed)
            TestContext.Progress.WriteLine($"{item.Item.Id}: {failed.Error}");
    }
}
