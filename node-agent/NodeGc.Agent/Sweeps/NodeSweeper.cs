using System.Collections.Immutable;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;
using NodeGc.Storage.Sweeping;

namespace NodeGc.Agent.Sweeps;

/// <summary>Carries out plans on this node's store, and ends the quarantines of earlier ones.</summary>
internal sealed class NodeSweeper(NodeScanner scanner, TimeProvider time)
{
    /// <summary>Carries out <paramref name="plan"/>; whatever happens to single items, there is a report.</summary>
    public async Task<SweepReport> SweepAsync(
        SweepPlan plan,
        CleanupPolicy policy,
        string run,
        CancellationToken cancellationToken
    )
    {
        var begun = time.GetTimestamp();
        using var recovered = await RecoveredStore.OpenAsync(scanner, plan.Store.DataRoot, time, cancellationToken);
        var sweeper = new Sweeper(recovered.Store, WitnessesFor(plan, Looking.For(policy)), recovered.Engine, time)
        {
            FindIoPressure = scanner.FindIoPressure,
            Unmount = scanner.HostMounts(plan.Store.DataRoot).Unmount,
        };
        var relief = policy.When is { } when
            ? new QuarantineRelief(recovered.Store, when, GentleDeletion.On(scanner), time)
            : null;
        var request = new SweepRequest(new RunId(run), plan, policy.Quarantine, policy.Limits)
        {
            FindEnough = relief is null ? null : relief.FindEnough,
        };
        var report = await sweeper.Sweep(request, cancellationToken);
        var whole = relief?.Evict(report, cancellationToken) ?? report;
        scanner.Metrics?.Swept(time.GetElapsedTime(begun));
        return whole;
    }

    /// <summary>Finishes what a crash left half done and deletes for good what has been in quarantine for its
    /// time.</summary>
    public async Task<ExpiryReport> ExpireAsync(CancellationToken cancellationToken)
    {
        var dataRoot = scanner.Locate().DataRoot;
        if (!Directory.Exists(Path.Combine(dataRoot, WritableStore.OwnFolder)))
            return ExpiryReport.Nothing;
        using var recovered = await RecoveredStore.OpenAsync(scanner, dataRoot, time, cancellationToken);
        return new Expiry(recovered.Store, GentleDeletion.On(scanner), time).DeleteExpired(cancellationToken);
    }

    /// <summary>Deletes of the quarantine what <paramref name="isChosen"/> chooses before its time, oldest first, until
    /// the filesystem
    /// <paramref name="isEnough"/>.</summary>
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
        return new Expiry(recovered.Store, GentleDeletion.On(scanner), time).Evict(
            isChosen,
            () => isEnough(FileSystemUsage.Read(dataRoot)),
            cancellationToken
        );
    }

    /// <summary>Before a batch all witnesses are asked anew; after its move the kernel is asked once more, since a
    /// mount may have been made in between.</summary>
    private SweepWitnesses WitnessesFor(SweepPlan plan, Looking looking) =>
        new(
            async (batch, cancellationToken) => Judge(await scanner.ReadAsync(looking, cancellationToken), plan, batch),
            (batch, cancellationToken) => Task.FromResult(scanner.AskKernel(batch, cancellationToken))
        );

    private static RecheckResult Judge(Inventory fresh, SweepPlan plan, ImmutableArray<PlanItem> batch)
    {
        if (fresh.Store != plan.Store)
            return new RecheckResult
            {
                StopReason =
                    "the engine was started, stopped or restarted since the plan was made, or its store is another one",
            };
        return RecheckResult.Of(batch, new Recheck(fresh, plan.Items).Judge);
    }
}
