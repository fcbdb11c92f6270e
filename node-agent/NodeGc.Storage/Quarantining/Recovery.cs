using System.Collections.Immutable;
using NodeGc.Storage.Deleting;
using NodeGc.Storage.Journaling;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>
/// Brings a store in order after a crash, by its journal: a move that had begun is undone, a restore or a deletion that
/// had begun is finished. Running it twice changes nothing. To be run whenever a store has been opened, before anything
/// else.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="engine">The engine; null where none runs.</param>
/// <param name="time">The clock.</param>
public sealed class Recovery(WritableStore store, VolumeEngine? engine, TimeProvider time)
{
    /// <summary>After which time an engine has carried out what it was asked for, or will not any more.</summary>
    private static readonly TimeSpan LastRequest = TimeSpan.FromSeconds(2);

    private readonly Companions companions = new(store);

    /// <summary>How gently a deletion that had begun is finished.</summary>
    public DeletionBounds Bounds { get; init; } = DeletionBounds.None;

    /// <summary>Finishes or undoes everything half done; what was done, per item.</summary>
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
                    ? Keep(entry, "the engine had forgotten it")
                    : Undo(entry),
                JournalStep.Quarantined => Verify(entry),
                JournalStep.Restoring => FinishRestoring(entry, cancellationToken),
                JournalStep.Deleting => FinishDeleting(entry, cancellationToken),
                _ => null,
            };
        }
        catch (LinuxException error)
        {
            return $"left as it is: {error.Message}";
        }
    }

    /// <summary>Only the engine's own word that it does not know the volume lets the move stand; no answer puts it
    /// back. It is asked twice: the last request of the process that died may have been to forget the volume, and the
    /// engine may carry it out only now, on whatever lies in the volume's place.</summary>
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
            if (store.FindStatus(item.Path) is not null || companions.FindTaken(item.Companions) is not null)
                return Keep(entry, "its name was taken");
            companions.PutBack(item.Companions);
            store.Move(item.Place, item.Path);
        }
        return Abandon(entry, Identity.IsAt(store, item.Path, item) ? "put back" : "it is gone");
    }

    private string? Verify(JournalEntry entry)
    {
        if (Identity.IsAt(store, entry.Item.Place, entry.Item))
            return null;
        return Abandon(
            entry,
            Identity.IsAt(store, entry.Item.Path, entry.Item) ? "found where it belongs" : "it is gone"
        );
    }

    private string FinishRestoring(JournalEntry entry, CancellationToken cancellationToken)
    {
        var item = entry.Item;
        var empty = new EmptyVolume(store);
        if (Identity.IsAt(store, item.Place, item))
        {
            // The engine may have made the empty volume already: then the swap is all that is left to do.
            if (item.Volume is null || store.FindStatus(item.Path) is null || !empty.IsEmpty(item.Path))
                return Keep(entry, "restoring had not begun");
            empty.Replace(item, cancellationToken);
        }
        if (!Identity.IsAt(store, item.Path, item))
            return Abandon(entry, "it is gone");
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
        if (companions.FindTaken(entry.Item.Companions) is null)
            companions.PutBack(entry.Item.Companions);
        store.Journal.Mark([entry], JournalStep.Abandoned, time.GetUtcNow());
        new QuarantineFolders(store).Tidy(entry.Item);
        return how;
    }

    private string Keep(JournalEntry entry, string why)
    {
        if (companions.MoveAside(entry.Item.Companions) is { } fault)
            why += $" ({fault})";
        store.Journal.Mark([entry], JournalStep.Quarantined, time.GetUtcNow());
        return $"kept in the quarantine: {why}";
    }
}
