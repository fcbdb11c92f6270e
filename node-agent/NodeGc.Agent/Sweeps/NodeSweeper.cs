using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;

namespace NodeGc.Agent.Sweeps;

/// <summary>Applies plans to a store of this node, and deletes expired or evicted quarantine items.</summary>
internal sealed class NodeSweeper(NodeScanner scanner, TimeProvider time)
{
    /// <summary>Applies <paramref name="plan"/>; there is a report whatever happens to single items.</summary>
    public async Task<SweepReport> SweepAsync(
        SweepPlan plan,
        CleanupPolicy policy,
        string run,
        CancellationToken cancellationToken
    )
    {
        var begun = time.GetTimestamp();
        using var recovered = await RecoveredStore.OpenAsync(scanner, plan.Store.DataRoot, time, cancellationToken);
        var sweeper = new Sweeper(recovered.Store, RechecksFor(plan, ScanOptions.For(policy)), recovered.Engine, time)
        {
            FindIoPressure = scanner.FindIoPressure,
            Unmount = scanner.HostMounts(plan.Store.DataRoot).Unmount,
        };
        var eviction = policy.When is { } when
            ? new QuarantineEviction(recovered.Store, when, DefaultDeletion.On(scanner), time)
            : null;
        var request = new SweepRequest(new RunId(run), plan, policy.Quarantine, policy.Limits)
        {
            FindEnough = eviction is null ? null : eviction.FindEnough,
        };
        var report = await sweeper.Sweep(request, cancellationToken);
        var whole = eviction?.Evict(report, cancellationToken) ?? report;
        scanner.Metrics?.Swept(time.GetElapsedTime(begun));
        return whole;
    }

    /// <summary>Finishes what a crash interrupted and permanently deletes expired items.</summary>
    public async Task<ExpiryReport> ExpireAsync(CancellationToken cancellationToken)
    {
        var dataRoot = scanner.Locate().DataRoot;
        if (!Directory.Exists(Path.Combine(dataRoot, WritableStore.OwnFolder)))
            return ExpiryReport.Nothing;
        using var recovered = await RecoveredStore.OpenAsync(scanner, dataRoot, time, cancellationToken);
        return new Expiry(recovered.Store, DefaultDeletion.On(scanner), time).DeleteExpired(cancellationToken);
    }

    /// <summary>Deletes the quarantined items that <paramref name="isChosen"/> selects early, oldest first, until
    /// <paramref name="isEnough"/> is true of the filesystem.</summary>
    public async Task<ExpiryReport> EvictAsync(
        Func<QuarantinedItem, bool> isChosen,
        Func<FileSystemUsage, bool> isEnough,
        CancellationToken cancellationToken
    )
    {
        var dataRoot = scanner.Locate().DataRoot;
        if (!Directory.Exists(Path.Combine(dataRoot, WritableStore.OwnFolder)))
            return ExpiryReport.Nothing;
        using var recovered = await RecoveredStore.OpenAsync(scanner, dataRoot, time, cancellationToken);
        return new Expiry(recovered.Store, DefaultDeletion.On(scanner), time).Evict(
            isChosen,
            () => isEnough(FileSystemUsage.Read(dataRoot)),
            cancellationToken
        );
    }

    /// <summary>Before each batch, all evidence is read again; after its move, the kernel is checked once more,
    /// since a mount may have been made in between.</summary>
    private SweepRechecks RechecksFor(SweepPlan plan, ScanOptions scanOptions) =>
        new(
            async (batch, cancellationToken) =>
                Judge(await scanner.ReadAsync(scanOptions, cancellationToken), plan, batch),
            (batch, cancellationToken) => Task.FromResult(scanner.AskKernel(batch, cancellationToken))
        );

    private static RecheckResult Judge(Inventory fresh, SweepPlan plan, ImmutableArray<PlanItem> batch)
    {
        if (fresh.Store != plan.Store)
            return new RecheckResult
            {
                StopReason =
                    "the Docker daemon was started, stopped or restarted since the plan was made, or its store changed",
            };
        return RecheckResult.From(batch, new Recheck(new Liveness(fresh), plan.Items).Judge);
    }
}
