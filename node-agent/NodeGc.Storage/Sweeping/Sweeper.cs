using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Deleting;
using NodeGc.Storage.Journaling;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>
/// Carries out a plan. Each item goes only if its directory is still the planned one, the witnesses are silent once
/// more, and the journal has announced it; it goes into the quarantine first, whatever follows. To be used after
/// <see cref="Recovery"/>, once at a time.
/// </summary>
/// <param name="store">The store: whoever has none cannot sweep.</param>
/// <param name="witnesses">Who is asked again.</param>
/// <param name="engine">The engine for volumes that it knows; null where none runs.</param>
/// <param name="time">The clock.</param>
public sealed class Sweeper(WritableStore store, SweepWitnesses witnesses, VolumeEngine? engine, TimeProvider time)
{
    /// <summary>The share of time in which all work waits for disks, 0 to 100; null where nobody knows.</summary>
    public Func<double?> FindIoPressure { get; init; } = () => null;

    /// <summary>Unmounts a mount of the host, if it is not in use; null where the host's mounts cannot be
    /// reached.</summary>
    public Func<PlanItem, KnownRemoval>? Unmount { get; init; }

    /// <summary>Carries out <paramref name="request"/>. Whatever happens to single items, and also when the run is told
    /// to stop, there is a report.</summary>
    public async Task<SweepReport> Sweep(SweepRequest request, CancellationToken cancellationToken)
    {
        using var run = new SweepRun(request, time, cancellationToken);
        var pace = new DeletionPace(BoundsOf(request.Limits), time);
        var disposal = new Disposal(store, pace, time);
        var preparation = new ItemPreparation(store, engine, time);
        var known = new KnownSweep(store, engine, Unmount);
        using var hold = Hold(run);
        foreach (var batch in Batches.Of(request))
        {
            if (request.FindEnough?.Invoke(run.Quarantined) is { } enough)
                run.Suffice(enough);
            if (!run.MayGoOn)
                break;
            await SweepBatch(run, batch, known, preparation, disposal);
        }
        if (pace.Paused > TimeSpan.Zero)
            run.Note(
                $"deletions paused for {pace.Paused} in all, since all work waited for disks (limits.maxIOPressurePercent)"
            );
        return run.Report(disposal.Reclaimed + known.Reclaimed);
    }

    /// <summary>As long as an engine may start, what it would remember stays.</summary>
    private EngineHold? Hold(SweepRun run)
    {
        var items = run.Request.Plan.Items.Where(item => EngineHold.IsNeededFor(item, run.Request.Plan.Store)).ToList();
        if (items.Count == 0)
            return null;
        if (EngineHold.TryTake(store, out var fault) is { } hold)
            return hold;
        foreach (var item in items)
            run.Settle(item, new ItemOutcome.NotReached($"waiting for a stopped daemon: {fault}"));
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
        KnownSweep known,
        ItemPreparation preparation,
        Disposal disposal
    )
    {
        try
        {
            var silent = await AskBeforeMove(run, batch.RemoveAll(run.IsSettled));
            await known.Remove(run, [.. silent.Where(item => IsKnown(item))]);
            var announced = await Announce(run, [.. silent.Where(item => !IsKnown(item))], preparation);
            var mover = new BatchMover(store, witnesses, preparation, time);
            var quarantined = await Quarantine(run, announced, mover);
            if (run.Request.Quarantine <= TimeSpan.Zero)
                Delete(run, quarantined, disposal);
        }
        catch (Exception error) when (error is JournalUnwritableException or LinuxException)
        {
            run.End(error.Message);
        }
    }

    private static bool IsKnown(PlanItem item) => item.Removal is Removal.ByEngine or Removal.Unmount;

    private async Task<ImmutableArray<PlanItem>> AskBeforeMove(SweepRun run, ImmutableArray<PlanItem> batch)
    {
        if (!store.IsStillInPlace())
            run.End($"{store.DataRoot} is another directory by now");
        if (!run.MayGoOn)
            return [];
        try
        {
            var look = await witnesses.BeforeMove(batch, run.Ended);
            if (look.EndRunBecause is { } reason)
                run.End(reason);
            foreach (var item in batch.Where(item => look.Alive.ContainsKey(item.Id)))
                run.Settle(item, new ItemOutcome.CameAlive(look.Alive[item.Id]));
            return [.. batch.Where(item => !look.Alive.ContainsKey(item.Id))];
        }
        catch (Exception error)
        {
            if (run.MayGoOn)
                run.End($"the witnesses could not be asked again: {error.Message}");
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

    /// <summary>A link without its directory does no harm, so one that cannot be removed is a note and no
    /// failure.</summary>
    private void RemoveLinks(SweepRun run, BatchItem item)
    {
        try
        {
            ShortLinks.Remove(store, item.Entry.Item.Links);
        }
        catch (LinuxException error)
        {
            run.Note($"a link of {item.Item.Directory.Path} stays: {error.Message}");
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
            run.NoticeEnd();
            foreach (var item in quarantined)
                run.Settle(
                    item.Item,
                    new ItemOutcome.NotReached(
                        "its deletion had begun when the run ended; it is finished when the store is next opened, and cannot be restored"
                    )
                );
        }
    }
}
