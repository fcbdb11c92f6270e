using System.Collections.Immutable;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Journaling;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>
/// Moves announced items aside, asks the kernel once more, and puts all of them back if it names any. Moving first and
/// asking then leaves no moment between the question and the move in which something could begin to use an item unseen.
/// </summary>
internal sealed class BatchMover(
    WritableStore store,
    SweepWitnesses witnesses,
    ItemPreparation preparation,
    TimeProvider time
)
{
    private readonly Companions companions = new(store);

    /// <summary>Moves what may go of <paramref name="announced"/>; what lies in the quarantine afterwards. The rest is
    /// settled.</summary>
    public async Task<ImmutableArray<BatchItem>> Move(SweepRun run, ImmutableArray<BatchItem> announced)
    {
        var moved = announced.Where(item => TryMove(run, item)).ToImmutableArray();
        if (moved.IsEmpty)
            return moved;
        var look = await AskAfterMove(run, [.. moved.Select(item => item.Item)]);
        if (look is null || !look.Alive.IsEmpty)
        {
            PutAllBack(run, moved, look);
            return [];
        }
        if (look.EndRunBecause is { } reason)
            run.End(reason);
        return moved;
    }

    /// <summary>Puts an item back under its name. When even that fails, it is safe in the quarantine and the outcome
    /// says so.</summary>
    public void PutBack(SweepRun run, BatchItem item, ItemOutcome outcome)
    {
        try
        {
            companions.PutBack(item.Entry.Item.Companions);
            store.Move(item.Entry.Item.Place, item.Entry.Item.Path);
            ShortLinks.Recreate(store, item.Entry.Item.Links);
            store.Journal.Mark([item.Entry], JournalStep.Abandoned, time.GetUtcNow());
            run.Settle(item.Item, outcome);
        }
        catch (LinuxException error)
        {
            if (IsKept(item))
                companions.MoveAside(item.Entry.Item.Companions);
            store.Journal.Mark([item.Entry], JournalStep.Quarantined, time.GetUtcNow());
            run.Settle(
                item.Item,
                new ItemOutcome.Failed(
                    $"it should stay but lies in {item.Entry.Item.Place} and could not be put back: {error.Message}; restore it"
                )
            );
        }
    }

    /// <summary>Companions belong where their item is.</summary>
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

            // The name was looked at and then moved: what arrived tells for certain what was moved.
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
        var fault = companions.MoveAside(item.Entry.Item.Companions);
        if (fault is not null)
            PutBack(run, item, new ItemOutcome.Failed($"{fault}; so it stays"));
        return fault is null;
    }

    private async Task<SecondLook?> AskAfterMove(SweepRun run, ImmutableArray<PlanItem> items)
    {
        try
        {
            return await witnesses.AfterMove(items, run.Ended);
        }
        catch (Exception error)
        {
            if (run.MayGoOn)
                run.End($"the kernel could not be asked after a move: {error.Message}");
            return null;
        }
    }

    private void PutAllBack(SweepRun run, ImmutableArray<BatchItem> moved, SecondLook? look)
    {
        foreach (var item in moved.Reverse())
        {
            var reason = look?.Alive.GetValueOrDefault(item.Item.Id);
            PutBack(
                run,
                item,
                reason is null
                    ? new ItemOutcome.NotReached("it was put back together with others that were moved")
                    : new ItemOutcome.CameAlive(reason)
            );
        }
        if (look?.EndRunBecause is { } end)
            run.End(end);
        if (moved.Any(item => item.Item.Class == CleanupClass.Layers))
            run.KeepLayers("a layer that was moved turned out to be in use and may need it");
    }
}
