using System.Collections.Immutable;
using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>
/// Recovers a store after a crash, by its journal: an interrupted move is undone, an interrupted restore or deletion is
/// completed. Idempotent. To be run whenever a store has been opened, before anything else.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="engine">The engine; null if none is running.</param>
/// <param name="time">The clock.</param>
public sealed class Recovery(WritableStore store, EngineOperations? engine, TimeProvider time)
{
    /// <summary>Time after which an engine has executed a request, or never will.</summary>
    private static readonly TimeSpan LastRequest = TimeSpan.FromSeconds(2);

    private readonly RelatedPathMover relatedPaths = new(store);

    /// <summary>Limits for completing interrupted deletions.</summary>
    public DeletionBounds Bounds { get; init; } = DeletionBounds.None;

    /// <summary>Completes or undoes everything interrupted; returns what was done per item.</summary>
    /// <exception cref="JournalUnwritableException">The journal cannot be written.</exception>
    public async Task<ImmutableArray<RecoveredItem>> Recover(CancellationToken cancellationToken)
    {
        var recovered = ImmutableArray.CreateBuilder<RecoveredItem>();
        foreach (var entry in store.Journal.Open)
        {
            if (await RecoverOne(entry, cancellationToken) is { } result)
                recovered.Add(new RecoveredItem(entry.Item, result));
        }
        new QuarantineFolders(store).TidyAll();
        return recovered.DrainToImmutable();
    }

    private async Task<string?> RecoverOne(JournalEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return entry.Step switch
            {
                JournalStep.Intended => await IsForgotten(entry.Item, cancellationToken)
                    ? Keep(entry, "the engine no longer has it")
                    : Undo(entry),
                JournalStep.Quarantined => Verify(entry),
                JournalStep.Restoring => FinishRestoring(entry, cancellationToken),
                JournalStep.Deleting => FinishDeleting(entry, cancellationToken),
                _ => null,
            };
        }
        catch (LinuxException error)
        {
            return $"not recovered: {error.Message}";
        }
    }

    /// <summary>The move is kept only if the engine confirms that it does not know the volume; without an answer it is
    /// undone. The engine is asked twice: the last request of the crashed process may have been to remove the volume,
    /// and the engine may execute it only now, on whatever is in the volume's place.</summary>
    private async Task<bool> IsForgotten(QuarantinedItem item, CancellationToken cancellationToken)
    {
        if (engine is null || item.Volume is null || !Identity.IsAt(store, item.Place, item))
            return false;
        try
        {
            if (await engine.Find(item.Name, cancellationToken) is null)
                return true;
            await Task.Delay(LastRequest, time, cancellationToken);
            return await engine.Find(item.Name, cancellationToken) is null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return false;
        }
    }

    private string Undo(JournalEntry entry)
    {
        var item = entry.Item;
        if (Identity.IsAt(store, item.Place, item))
        {
            if (store.FindStatus(item.Path) is not null || relatedPaths.FindTaken(item.RelatedPaths) is not null)
                return Keep(entry, "its name is in use again");
            relatedPaths.PutBack(item.RelatedPaths);
            store.Move(item.Place, item.Path);
        }
        return Abandon(entry, Identity.IsAt(store, item.Path, item) ? "restored" : "missing");
    }

    private string? Verify(JournalEntry entry)
    {
        if (Identity.IsAt(store, entry.Item.Place, entry.Item))
            return null;
        return Abandon(
            entry,
            Identity.IsAt(store, entry.Item.Path, entry.Item) ? "found in its original place" : "missing"
        );
    }

    private string FinishRestoring(JournalEntry entry, CancellationToken cancellationToken)
    {
        var item = entry.Item;
        var empty = new EmptyVolume(store);
        if (Identity.IsAt(store, item.Place, item))
        {
            // The engine may have created the empty volume already: then only the swap is left to do.
            if (item.Volume is null || store.FindStatus(item.Path) is null || !empty.IsEmpty(item.Path))
                return Keep(entry, "the restore had not started");
            empty.Replace(item, cancellationToken);
        }
        if (!Identity.IsAt(store, item.Path, item))
            return Abandon(entry, "missing");
        ShortLinks.Recreate(store, item.Links);
        empty.RemoveSwapped(item, cancellationToken);
        store.Journal.Mark([entry], JournalStep.Restored, time.GetUtcNow());
        new QuarantineFolders(store).Tidy(item);
        return "restored";
    }

    private string FinishDeleting(JournalEntry entry, CancellationToken cancellationToken)
    {
        var errors = new Disposal(store, new DeletionPace(Bounds, time), time).Delete([entry], cancellationToken);
        return errors.TryGetValue(entry.Number, out var error) ? error : "deleted";
    }

    private string Abandon(JournalEntry entry, string how)
    {
        if (Identity.IsAt(store, entry.Item.Path, entry.Item))
            ShortLinks.Recreate(store, entry.Item.Links);
        if (relatedPaths.FindTaken(entry.Item.RelatedPaths) is null)
            relatedPaths.PutBack(entry.Item.RelatedPaths);
        store.Journal.Mark([entry], JournalStep.Abandoned, time.GetUtcNow());
        new QuarantineFolders(store).Tidy(entry.Item);
        return how;
    }

    private string Keep(JournalEntry entry, string why)
    {
        if (relatedPaths.MoveAside(entry.Item.RelatedPaths) is { } fault)
            why += $" ({fault})";
        store.Journal.Mark([entry], JournalStep.Quarantined, time.GetUtcNow());
        return $"kept in the quarantine: {why}";
    }
}
