using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Removal.Sweeping;

/// <summary>
/// Moves journaled items into the quarantine, checks the kernel again, and moves all of them back if any is in use.
/// Moving first and checking then leaves no gap in which something could start to use an item unnoticed.
/// </summary>
internal sealed class BatchMover(
    WritableStore store,
    SweepRechecks rechecks,
    ItemPreparation preparation,
    TimeProvider time
)
{
    private readonly RelatedPathMover relatedPaths = new(store);

    /// <summary>Moves <paramref name="announced"/> as far as possible; returns what is in the quarantine afterwards.
    /// The rest is settled.</summary>
    public async Task<ImmutableArray<BatchItem>> Move(SweepRun run, ImmutableArray<BatchItem> announced)
    {
        var moved = announced.Where(item => TryMove(run, item)).ToImmutableArray();
        if (moved.IsEmpty)
            return moved;
        var recheck = await AskAfterMove(run, [.. moved.Select(item => item.Item)]);
        if (recheck is null || !recheck.InUse.IsEmpty)
        {
            PutAllBack(run, moved, recheck);
            return [];
        }
        if (recheck.StopReason is { } reason)
            run.End(reason);
        return moved;
    }

    /// <summary>Moves an item back. If even that fails, it is safe in the quarantine and the outcome says so.</summary>
    public void PutBack(SweepRun run, BatchItem item, ItemOutcome outcome)
    {
        try
        {
            relatedPaths.PutBack(item.Entry.Item.RelatedPaths);
            store.Move(item.Entry.Item.Place, item.Entry.Item.Path);
            ShortLinks.Recreate(store, item.Entry.Item.Links);
            store.Journal.Mark([item.Entry], JournalStep.Abandoned, time.GetUtcNow());
            run.Settle(item.Item, outcome);
        }
        catch (LinuxException error)
        {
            if (IsKept(item))
                relatedPaths.MoveAside(item.Entry.Item.RelatedPaths);
            store.Journal.Mark([item.Entry], JournalStep.Quarantined, time.GetUtcNow());
            run.Settle(
                item.Item,
                new ItemOutcome.Failed(
                    $"it should be kept, but could not be moved back from {item.Entry.Item.Place}: "
                        + $"{error.Message}; restore it"
                )
            );
        }
    }

    /// <summary>Related paths belong where their item is.</summary>
    private bool IsKept(BatchItem item)
    {
        try
        {
            return Identity.IsAt(store, item.Entry.Item.Place, item.Entry.Item);
        }
        catch (LinuxException)
        {
            return false;
        }
    }

    private bool TryMove(SweepRun run, BatchItem item)
    {
        if (run.FindReasonToSkip(item.Item) is not null)
            return false;
        try
        {
            if (preparation.FindChange(item.Item) is { } change)
            {
                run.Settle(item.Item, change);
                return false;
            }
            store.Move(item.Entry.Item.Path, item.Entry.Item.Place);

            // The name was checked before the move: only what arrived shows for certain what was moved.
            var arrived = store.FindStatus(item.Entry.Item.Place)?.Fingerprint;
            if (arrived == item.Item.Directory.Fingerprint)
                return TryMoveCompanions(run, item);
            PutBack(run, item, new ItemOutcome.Changed(arrived));
        }
        catch (LinuxException error)
        {
            run.Settle(item.Item, new ItemOutcome.Failed(error.Message));
        }
        return false;
    }

    private bool TryMoveCompanions(SweepRun run, BatchItem item)
    {
        var fault = relatedPaths.MoveAside(item.Entry.Item.RelatedPaths);
        if (fault is not null)
            PutBack(run, item, new ItemOutcome.Failed($"{fault}; not removed"));
        return fault is null;
    }

    private async Task<RecheckResult?> AskAfterMove(SweepRun run, ImmutableArray<PlanItem> items)
    {
        try
        {
            return await rechecks.AfterMove(items, run.Ended);
        }
        catch (Exception error)
        {
            if (run.CanContinue)
                run.End($"checking mounts and open files after a move failed: {error.Message}");
            return null;
        }
    }

    private void PutAllBack(SweepRun run, ImmutableArray<BatchItem> moved, RecheckResult? recheck)
    {
        foreach (var item in moved.Reverse())
        {
            var reason = recheck?.InUse.GetValueOrDefault(item.Item.Id);
            PutBack(
                run,
                item,
                reason is null
                    ? new ItemOutcome.Skipped("put back together with others of its batch")
                    : new ItemOutcome.NowInUse(reason)
            );
        }
        if (recheck?.StopReason is { } end)
            run.End(end);
        if (moved.Any(item => item.Item.Class == CleanupClass.Layers))
            run.KeepLayers("a moved layer turned out to be in use and may need it");
    }
}
