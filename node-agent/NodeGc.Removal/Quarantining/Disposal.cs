using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>
/// Permanently deletes quarantined items. Safe because only paths inside the quarantine are deleted, which nothing but
/// this code uses, and only if the directory there is the journaled one.
/// </summary>
internal sealed class Disposal(WritableStore store, DeletionPace pace, TimeProvider time)
{
    private readonly RelatedPathDisposal relatedPaths = new(store, pace);

    /// <summary>How much free space all deletions have gained so far.</summary>
    public Bytes Reclaimed { get; private set; }

    /// <summary>Deletes <paramref name="entries"/>; returns an error per entry that could not be deleted
    /// completely.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested; started deletions are completed on the
    /// next start.</exception>
    public ImmutableDictionary<long, string> Delete(
        ImmutableArray<JournalEntry> entries,
        CancellationToken cancellationToken
    )
    {
        store.Journal.Mark(
            entries.Where(entry => entry.Step != JournalStep.Deleting),
            JournalStep.Deleting,
            time.GetUtcNow()
        );
        var errors = ImmutableDictionary.CreateBuilder<long, string>();
        var targets = new Dictionary<long, DeletionTarget>();
        var filesystems = FilesystemsOf(entries);
        var before = FreeOn(filesystems);
        try
        {
            foreach (var entry in entries)
                AddTarget(entry, targets, errors);
            store.CrashPoints.Hit("delete");
            new Deleter(Deleter.ThreadsOfThisMachine, pace).Delete([.. targets.Values], cancellationToken);
            store.CrashPoints.Hit("deleted");
            foreach (var (number, target) in targets.Where(pair => pair.Value.Error is not null))
                errors.Add(number, target.Error!);
            foreach (var entry in entries.Where(entry => !errors.ContainsKey(entry.Number)))
                DeleteCompanions(entry, errors, cancellationToken);
        }
        finally
        {
            foreach (var target in targets.Values)
                target.Folder.Dispose();
            Reclaimed += FreeOn(filesystems) - before;
            foreach (var filesystem in filesystems)
                filesystem.Dispose();
        }
        Finish([.. entries.Where(entry => !errors.ContainsKey(entry.Number))]);
        return errors.ToImmutable();
    }

    /// <summary>One directory on each filesystem with deletions: a driver's home may be a separate mount.</summary>
    private List<WritableDirectory> FilesystemsOf(ImmutableArray<JournalEntry> entries)
    {
        var found = new Dictionary<ulong, WritableDirectory>();
        foreach (
            var folder in entries
                .Select(entry => StorePath.From(entry.Item.Place).Folder)
                .Distinct(StringComparer.Ordinal)
        )
        {
            if (FindFolder(folder) is { } opened && !found.TryAdd(opened.Handle.Stat().Device, opened))
                opened.Dispose();
        }
        return [.. found.Values];
    }

    private WritableDirectory? FindFolder(string path)
    {
        try
        {
            return store.OpenFolder(path);
        }
        catch (LinuxException)
        {
            return null; // The deletion itself reports the error.
        }
    }

    private static Bytes FreeOn(List<WritableDirectory> filesystems) =>
        Bytes.Sum(filesystems.Select(folder => FileSystemUsage.Read(folder.Handle).Free));

    private void AddTarget(
        JournalEntry entry,
        Dictionary<long, DeletionTarget> targets,
        ImmutableDictionary<long, string>.Builder errors
    )
    {
        try
        {
            if (store.FindStatus(entry.Item.Place) is not { } status)
                return;
            var path = StorePath.From(entry.Item.Place);
            if (!Identity.IsSame(status, entry.Item))
                errors.Add(
                    entry.Number,
                    $"{entry.Item.Place} is not the directory that was moved there; check it manually"
                );
            else if (status.Kind != FileKind.Directory)
                Unlink(path);
            else
                targets.Add(entry.Number, new DeletionTarget(store.OpenFolder(path.Folder), path.Name));
        }
        catch (LinuxException error)
        {
            errors.Add(entry.Number, error.Message);
        }
    }

    private void Unlink(StorePath path)
    {
        using var folder = store.OpenFolder(path.Folder);
        folder.Unlink(path.Name);
    }

    private void DeleteCompanions(
        JournalEntry entry,
        ImmutableDictionary<long, string>.Builder errors,
        CancellationToken cancellationToken
    )
    {
        try
        {
            relatedPaths.Delete(entry.Item.RelatedPaths, cancellationToken);
        }
        catch (LinuxException error)
        {
            errors.Add(entry.Number, error.Message);
        }
    }

    private void Finish(ImmutableArray<JournalEntry> deleted)
    {
        store.Journal.Mark(deleted, JournalStep.Deleted, time.GetUtcNow());
        var folders = new QuarantineFolders(store);
        foreach (var entry in deleted)
            folders.Tidy(entry.Item);
    }
}
