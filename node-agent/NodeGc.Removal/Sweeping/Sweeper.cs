using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Removal.Sweeping;

/// <summary>
/// Executes a plan. An item is removed only if its directory is still the planned one, the evidence was checked again,
/// and it is recorded in the journal; it is always moved into the quarantine first. To be used after
/// <see cref="Recovery"/>, one sweep at a time.
/// </summary>
/// <param name="store">The store, without which nothing can be swept.</param>
/// <param name="rechecks">Checks the evidence again.</param>
/// <param name="engine">The engine for volumes that it knows; null if none is running.</param>
/// <param name="time">The clock.</param>
public sealed class Sweeper(WritableStore store, SweepRechecks rechecks, EngineOperations? engine, TimeProvider time)
{
    /// <summary>PSI io.full avg10, 0 to 100; null if unknown.</summary>
    public Func<double?> FindIoPressure { get; init; } = () => null;

    /// <summary>Unmounts a mount of the host if it is not in use; null if the host's mounts are not
    /// accessible.</summary>
    public Func<PlanItem, RemovalResult>? Unmount { get; init; }

    /// <summary>Executes <paramref name="request"/>. There is always a report, whatever happens to single items and
    /// even if the run is stopped.</summary>
    public async Task<SweepReport> Sweep(SweepRequest request, CancellationToken cancellationToken)
    {
        using var run = new SweepRun(request, time, cancellationToken);
        var pace = new DeletionPace(BoundsOf(request.Limits), time);
        var disposal = new Disposal(store, pace, time);
        var preparation = new ItemPreparation(store, engine, time);
        var known = new EngineSweep(store, engine, Unmount);
        using var hold = Hold(run);
        foreach (var batch in Batches.Split(request))
        {
            if (request.FindEnough?.Invoke(run.Quarantined) is { } enough)
                run.MarkTargetReached(enough);
            if (!run.CanContinue)
                break;
            await SweepBatch(run, batch, known, preparation, disposal);
        }
        if (pace.Paused > TimeSpan.Zero)
            run.Note(
                $"deletions paused for {Instant.Format(pace.Paused)} in total due to I/O pressure "
                    + "(limits.maxIOPressurePercent)"
            );
        return run.Report(disposal.Reclaimed + known.Reclaimed);
    }

    /// <summary>As long as an engine may start, what it would load into memory is kept.</summary>
    private IDisposable? Hold(SweepRun run)
    {
        var items = run.Request.Plan.Items.Where(item => store.Guard.NeedsHold(item, run.Request.Plan.Store)).ToList();
        if (items.Count == 0)
            return null;
        if (store.Guard.TryHold(store.Root.Handle, out var fault) is { } hold)
            return hold;
        foreach (var item in items)
            run.Settle(item, new ItemOutcome.Skipped(fault));
        return null;
    }

    private DeletionBounds BoundsOf(Limits limits) =>
        new(limits.DeletesPerSecond)
        {
            MaxIOPressurePercent = limits.MaxIOPressurePercent,
            FindIoPressure = FindIoPressure,
        };

    /// <summary>What the engine removes comes first: it needs directories, and no directory needs it.</summary>
    private async Task SweepBatch(
        SweepRun run,
        ImmutableArray<PlanItem> batch,
        EngineSweep known,
        ItemPreparation preparation,
        Disposal disposal
    )
    {
        try
        {
            var silent = await AskBeforeMove(run, batch.RemoveAll(run.IsSettled));
            await known.Remove(run, [.. silent.Where(item => IsKnown(item))]);
            var announced = await Announce(run, [.. silent.Where(item => !IsKnown(item))], preparation);
            var mover = new BatchMover(store, rechecks, preparation, time);
            var quarantined = await Quarantine(run, announced, mover);
            if (run.Request.Quarantine <= TimeSpan.Zero)
                Delete(run, quarantined, disposal);
        }
        catch (Exception error) when (error is JournalUnwritableException or LinuxException)
        {
            run.End(error.Message);
        }
    }

    private static bool IsKnown(PlanItem item) => item.Removal is RemovalMethod.ByEngine or RemovalMethod.Unmount;

    private async Task<ImmutableArray<PlanItem>> AskBeforeMove(SweepRun run, ImmutableArray<PlanItem> batch)
    {
        if (!store.IsStillInPlace())
            run.End($"{store.DataRoot} is a different directory now");
        if (!run.CanContinue)
            return [];
        try
        {
            var recheck = await rechecks.BeforeMove(batch, run.Ended);
            if (recheck.StopReason is { } reason)
                run.End(reason);
            foreach (var item in batch.Where(item => recheck.InUse.ContainsKey(item.Id)))
                run.Settle(item, new ItemOutcome.NowInUse(recheck.InUse[item.Id]));
            return [.. batch.Where(item => !recheck.InUse.ContainsKey(item.Id))];
        }
        catch (Exception error)
        {
            if (run.CanContinue)
                run.End($"the recheck failed: {error.Message}");
            return [];
        }
    }

    private async Task<ImmutableArray<BatchItem>> Announce(
        SweepRun run,
        ImmutableArray<PlanItem> silent,
        ItemPreparation preparation
    )
    {
        var prepared = ImmutableArray.CreateBuilder<(PlanItem Item, QuarantinedItem Described)>();
        foreach (var item in silent)
        {
            if (run.FindReasonToSkip(item) is not null)
                continue;
            if (await preparation.FindPrepared(run, item) is { } described)
                prepared.Add((item, described));
        }
        if (prepared.Count == 0)
            return [];
        var entries = store.Journal.Begin(prepared.Select(pair => pair.Described), time.GetUtcNow());
        return [.. prepared.Zip(entries, (pair, entry) => new BatchItem(pair.Item, entry))];
    }

    private async Task<ImmutableArray<BatchItem>> Quarantine(
        SweepRun run,
        ImmutableArray<BatchItem> announced,
        BatchMover mover
    )
    {
        var done = ImmutableArray.CreateBuilder<BatchItem>();
        var moved = await mover.Move(run, [.. announced.Where(item => item.Entry.Item.Volume is null)]);
        foreach (var item in moved)
            RemoveLinks(run, item);
        done.AddRange(moved);
        foreach (var item in announced.Where(item => item.Entry.Item.Volume is not null))
        {
            foreach (var volume in await mover.Move(run, [item]))
            {
                if (await Forget(run, volume, mover))
                    done.Add(volume);
            }
        }
        Settle(run, announced, done);
        return done.ToImmutable();
    }

    private async Task<bool> Forget(SweepRun run, BatchItem volume, BatchMover mover)
    {
        var refusal = await new VolumeForgetting(store, engine!).Forget(volume.Item.Id.Name, run.Ended);
        if (refusal is not null)
            mover.PutBack(run, volume, refusal);
        return refusal is null;
    }

    /// <summary>A dangling link is harmless, so one that cannot be removed is only a note.</summary>
    private void RemoveLinks(SweepRun run, BatchItem item)
    {
        try
        {
            ShortLinks.Remove(store, item.Entry.Item.Links);
        }
        catch (LinuxException error)
        {
            run.Note($"a link of {item.Item.Directory.Path} could not be removed: {error.Message}");
        }
    }

    private void Settle(SweepRun run, ImmutableArray<BatchItem> announced, IReadOnlyCollection<BatchItem> done)
    {
        var now = time.GetUtcNow();
        var open = store
            .Journal.Open.Where(entry => entry.Step == JournalStep.Intended)
            .Select(entry => entry.Number)
            .ToHashSet();
        store.Journal.Mark(done.Select(item => item.Entry), JournalStep.Quarantined, now);
        store.Journal.Mark(
            announced.Except(done).Select(item => item.Entry).Where(entry => open.Contains(entry.Number)),
            JournalStep.Abandoned,
            now
        );
        foreach (var item in done)
            run.Settle(item.Item, new ItemOutcome.Quarantined(item.Entry.Item.Place, item.Entry.Item.ExpiresAt));
    }

    private static void Delete(SweepRun run, ImmutableArray<BatchItem> quarantined, Disposal disposal)
    {
        try
        {
            var errors = disposal.Delete(
                [.. quarantined.Select(item => item.Entry with { Step = JournalStep.Quarantined })],
                run.Ended
            );
            foreach (var item in quarantined)
                run.Settle(
                    item.Item,
                    errors.TryGetValue(item.Entry.Number, out var error)
                        ? new ItemOutcome.Failed(error)
                        : new ItemOutcome.Deleted()
                );
        }
        catch (OperationCanceledException)
        {
            run.CheckStopped();
            foreach (var item in quarantined)
                run.Settle(
                    item.Item,
                    new ItemOutcome.Skipped(
                        "the run ended during its deletion, which is completed when the store is next opened; it "
                            + "cannot be restored"
                    )
                );
        }
    }
}
