using System.Collections.Immutable;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>Permanently deletes quarantined items: after their expiry, or before it to free space.</summary>
/// <param name="store">The store.</param>
/// <param name="bounds">The limits of deletions.</param>
/// <param name="time">The clock.</param>
public sealed class Expiry(WritableStore store, DeletionBounds bounds, TimeProvider time)
{
    private const int EvictedAtOnce = 16;

    /// <summary>Deletes expired items, and remains of interrupted deletions.</summary>
    /// <exception cref="JournalUnwritableException">The journal cannot be written; nothing was deleted.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested; the rest is deleted next
    /// time.</exception>
    public ExpiryReport DeleteExpired(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Delete([.. store.Journal.Open.Where(entry => IsDue(entry, now))], cancellationToken);
    }

    /// <summary>Deletes everything in the quarantine, expired or not.</summary>
    /// <exception cref="JournalUnwritableException">The journal cannot be written; nothing was deleted.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested; the rest is deleted next
    /// time.</exception>
    public ExpiryReport DeleteAll(CancellationToken cancellationToken) =>
        Delete([.. store.Journal.Open.Where(entry => IsDue(entry, DateTimeOffset.MaxValue))], cancellationToken);

    /// <summary>Deletes quarantined items selected by <paramref name="isChosen"/> before their expiry, oldest first,
    /// until <paramref name="isEnough"/>, which is checked before every few items. They cannot be restored after
    /// that.</summary>
    /// <exception cref="JournalUnwritableException">The journal cannot be written; nothing more was
    /// deleted.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested; started deletions are completed next
    /// time.</exception>
    public ExpiryReport Evict(
        Func<QuarantinedItem, bool> isChosen,
        Func<bool> isEnough,
        CancellationToken cancellationToken
    )
    {
        var oldestFirst = store
            .Journal.Open.Where(entry => IsDue(entry, DateTimeOffset.MaxValue) && isChosen(entry.Item))
            .OrderBy(entry => entry.Item.MovedAt)
            .ThenBy(entry => entry.Number);
        return oldestFirst
            .Chunk(EvictedAtOnce)
            .TakeWhile(_ => !isEnough())
            .Aggregate(ExpiryReport.Nothing, (all, few) => all.With(Delete([.. few], cancellationToken)));
    }

    private static bool IsDue(JournalEntry entry, DateTimeOffset now) =>
        entry.Step == JournalStep.Deleting || (entry.Step == JournalStep.Quarantined && entry.Item.ExpiresAt <= now);

    private ExpiryReport Delete(ImmutableArray<JournalEntry> due, CancellationToken cancellationToken)
    {
        var disposal = new Disposal(store, new DeletionPace(bounds, time), time);
        var errors = disposal.Delete(due, cancellationToken);
        return new ExpiryReport(
            [.. due.Where(entry => !errors.ContainsKey(entry.Number)).Select(entry => entry.Item)],
            [
                .. due.Where(entry => errors.ContainsKey(entry.Number))
                    .Select(entry => new RecoveredItem(entry.Item, errors[entry.Number])),
            ],
            disposal.Reclaimed
        );
    }
}
