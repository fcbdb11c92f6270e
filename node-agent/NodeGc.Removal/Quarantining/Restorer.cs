using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>Restores quarantined items exactly: the directory, its links, and the engine's record of volumes that it
/// knew.</summary>
/// <param name="store">The store.</param>
/// <param name="engine">The engine; null if none is running.</param>
/// <param name="time">The clock.</param>
public sealed class Restorer(WritableStore store, EngineOperations? engine, TimeProvider time)
{
    private readonly RelatedPathMover relatedPaths = new(store);

    /// <summary>Restores what <paramref name="run"/> moved, or only <paramref name="items"/> of it; null restores all.
    /// What others need comes first.</summary>
    /// <exception cref="JournalUnwritableException">The journal cannot be written.</exception>
    public async Task<ImmutableArray<RestoredItem>> Restore(
        RunId run,
        IReadOnlySet<ResourceId>? items,
        CancellationToken cancellationToken
    )
    {
        var wanted = store.Journal.Open.Where(entry =>
            entry.Step == JournalStep.Quarantined
            && entry.Item.Run == run.ToString()
            && (items is null || items.Contains(entry.Item.Id))
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
            return $"it is no longer in {item.Place}";
        if (store.FindStatus(item.Path) is not null)
            return $"{item.Path} exists again; move or remove it, then retry the restore";
        var taken = ShortLinks.FindTaken(store, item.Links) ?? relatedPaths.FindTaken(item.RelatedPaths);
        return taken is null
            ? FindOtherMount(item)
            : $"{taken} exists again; move or remove it, then retry the restore";
    }

    /// <summary>A rename cannot cross mounts, even of the same filesystem.</summary>
    private string? FindOtherMount(QuarantinedItem item)
    {
        var home = StorePath.From(item.Path).Folder;
        if (store.FindStatus(home) is not { } now)
            return $"{home} is missing; recreate it, then retry the restore";
        var then = store.FindStatus(item.Place);
        return (now.Device, now.MountId) == (then?.Device, then?.MountId)
            ? null
            : $"{home} is on a different mount than the quarantine; mount it as before, then retry the restore";
    }

    private RestoreOutcome.Restored RestoreDirectory(JournalEntry entry)
    {
        Mark(entry, JournalStep.Restoring);
        relatedPaths.PutBack(entry.Item.RelatedPaths);
        store.Move(entry.Item.Place, entry.Item.Path);
        ShortLinks.Recreate(store, entry.Item.Links);
        Finish(entry);
        return new RestoreOutcome.Restored(NoteFor(entry.Item));
    }

    private async Task<RestoreOutcome> RestoreThroughEngine(
        JournalEntry entry,
        VolumeDefinition volume,
        EngineOperations running,
        CancellationToken cancellationToken
    )
    {
        if (await running.Find(volume.Name, cancellationToken) is not null)
            return new RestoreOutcome.Refused(
                $"the engine has another volume {volume.Name}; remove it, then retry the restore"
            );
        Mark(entry, JournalStep.Restoring);
        var empty = new EmptyVolume(store);
        try
        {
            store.CrashPoints.Hit("create");
            await running.Create(volume, cancellationToken);
            store.CrashPoints.Hit("created");
            if (!empty.IsEmpty(entry.Item.Path))
            {
                Mark(entry, JournalStep.Quarantined);
                return new RestoreOutcome.Refused(
                    $"volume {volume.Name} was written to during the restore; remove it, then retry the restore"
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
            ? relatedPaths.FindMissing(item.RelatedPaths) is { } missing
                ? $"{missing} was removed with it and is missing"
                : null
            : $"the engine recognises volume {item.Name} after its next start; labels and options are restored "
                + "only if metadata.db still has them";

    private void Finish(JournalEntry entry)
    {
        Mark(entry, JournalStep.Restored);
        new QuarantineFolders(store).Tidy(entry.Item);
    }

    private void Mark(JournalEntry entry, JournalStep step) => store.Journal.Mark([entry], step, time.GetUtcNow());
}
