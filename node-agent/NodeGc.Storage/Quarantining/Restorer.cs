using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Journaling;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Quarantining;

/// <summary>Puts quarantined items back exactly: the directory, its links, and, for volumes that the engine knew, the
/// engine's knowledge.</summary>
/// <param name="store">The store.</param>
/// <param name="engine">The engine; null where none runs.</param>
/// <param name="time">The clock.</param>
public sealed class Restorer(WritableStore store, VolumeEngine? engine, TimeProvider time)
{
    private readonly Companions companions = new(store);

    /// <summary>Puts back what <paramref name="run"/> moved, or of that only <paramref name="item"/>. What others need
    /// comes first.</summary>
    /// <exception cref="JournalUnwritableException">The journal cannot be written.</exception>
    public async Task<ImmutableArray<RestoredItem>> Restore(
        RunId run,
        ResourceId? item,
        CancellationToken cancellationToken
    )
    {
        var wanted = store.Journal.Open.Where(entry =>
            entry.Step == JournalStep.Quarantined
            && entry.Item.Run == run.ToString()
            && (item is null || entry.Item.Id == item)
        );
        var restored = ImmutableArray.CreateBuilder<RestoredItem>();
        foreach (var entry in wanted.Reverse())
            restored.Add(new RestoredItem(entry.Item, await TryRestore(entry, cancellationToken)));
        return restored.DrainToImmutable();
    }

    private async Task<RestoreOutcome> TryRestore(JournalEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            if (FindObstacle(entry.Item) is { } obstacle)
                return new RestoreOutcome.Refused(obstacle);
            return entry.Item.Volume is { } volume && engine is not null
                ? await RestoreThroughEngine(entry, volume, engine, cancellationToken)
                : RestoreDirectory(entry);
        }
        catch (Exception error) when (error is not (JournalUnwritableException or OperationCanceledException))
        {
            return new RestoreOutcome.Failed(error.Message);
        }
    }

    private string? FindObstacle(QuarantinedItem item)
    {
        if (!Identity.IsAt(store, item.Place, item))
            return $"{item.Place} does not hold it any more";
        if (store.FindStatus(item.Path) is not null)
            return $"{item.Path} exists again; move or remove it, then restore once more";
        var taken = ShortLinks.FindTaken(store, item.Links) ?? companions.FindTaken(item.Companions);
        return taken is null
            ? FindOtherMount(item)
            : $"{taken} exists again; move or remove it, then restore once more";
    }

    /// <summary>A rename does not lead from one mount to another, even of the same filesystem.</summary>
    private string? FindOtherMount(QuarantinedItem item)
    {
        var home = StorePath.Of(item.Path).Folder;
        if (store.FindStatus(home) is not { } now)
            return $"{home} is gone; put it back, then restore once more";
        var then = store.FindStatus(item.Place);
        return (now.Device, now.MountId) == (then?.Device, then?.MountId)
            ? null
            : $"{home} is on another mount than the quarantine; mount it as it was, then restore once more";
    }

    private RestoreOutcome.Restored RestoreDirectory(JournalEntry entry)
    {
        Mark(entry, JournalStep.Restoring);
        companions.PutBack(entry.Item.Companions);
        store.Move(entry.Item.Place, entry.Item.Path);
        ShortLinks.Recreate(store, entry.Item.Links);
        Finish(entry);
        return new RestoreOutcome.Restored(NoteFor(entry.Item));
    }

    private async Task<RestoreOutcome> RestoreThroughEngine(
        JournalEntry entry,
        VolumeDefinition volume,
        VolumeEngine running,
        CancellationToken cancellationToken
    )
    {
        if (await running.Find(volume.Name, cancellationToken) is not null)
            return new RestoreOutcome.Refused(
                $"the engine knows another volume {volume.Name}; remove it, then restore once more"
            );
        Mark(entry, JournalStep.Restoring);
        var empty = new EmptyVolume(store);
        try
        {
            store.Steps.Reach("create");
            await running.Create(volume, cancellationToken);
            store.Steps.Reach("created");
            if (!empty.IsEmpty(entry.Item.Path))
            {
                Mark(entry, JournalStep.Quarantined);
                return new RestoreOutcome.Refused(
                    $"volume {volume.Name} was filled while it was restored; remove it, then restore once more"
                );
            }
            empty.Replace(entry.Item, cancellationToken);
        }
        catch (Exception) when (Identity.IsAt(store, entry.Item.Place, entry.Item))
        {
            Mark(entry, JournalStep.Quarantined);
            throw;
        }
        Finish(entry);
        return new RestoreOutcome.Restored(null);
    }

    private string? NoteFor(QuarantinedItem item) =>
        item.Volume is null
            ? companions.FindMissing(item.Companions) is { } missing
                ? $"{missing} went with it and is gone"
                : null
            : $"volume {item.Name} is known to the engine from its next start on; labels and options return only if its metadata.db still has them";

    private void Finish(JournalEntry entry)
    {
        Mark(entry, JournalStep.Restored);
        new QuarantineFolders(store).Tidy(entry.Item);
    }

    private void Mark(JournalEntry entry, JournalStep step) => store.Journal.Mark([entry], step, time.GetUtcNow());
}
