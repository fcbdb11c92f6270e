using System.Collections.Immutable;
using NodeGc.Storage.Deleting;
using NodeGc.Storage.Journaling;

namespace NodeGc.Storage.Quarantining;

/// <summary>Deletes for good what has been in the quarantine for its time.</summary>
/// <param name="store">The store.</param>
/// <param name="bounds">How gently files are deleted.</param>
/// <param name="time">The clock.</param>
public sealed class Expiry(WritableStore store, DeletionBounds bounds, TimeProvider time)
{
    /// <summary>Deletes what has expired by now, and what an interrupted deletion has left.</summary>
    /// <exception cref="JournalUnwritableException">The journal cannot be written; nothing was deleted.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested; the rest is deleted the next time.</exception>
    public ExpiryReport DeleteExpired(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Delete([.. store.Journal.Open.Where(entry => IsDue(entry, now))], cancellationToken);
    }

    /// <summary>Deletes everything in the quarantine, expired or not.</summary>
    /// <exception cref="JournalUnwritableException">The journal cannot be written; nothing was deleted.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested; the rest is deleted the next time.</exception>
    public ExpiryReport DeleteAll(CancellationToken cancellationToken) =>
        Delete([.. store.Journal.Open.Where(entry => IsDue(entry, DateTimeOffset.MaxValue))], cancellationToken);

    private static bool IsDue(JournalEntry entry, DateTimeOffset now) =>
        entry.Step == JournalStep.Deleting || (entry.Step == JournalStep.Quarantined && entry.Item.ExpiresAt <= now);

    private ExpiryReport Delete(ImmutableArray<JournalEntry> due, CancellationToken cancellationToken)
    {
        var disposal = new Disposal(store, new DeletionPace(bounds, time), time);
        var errors = disposal.Delete(due, cancellationToken);
        return new ExpiryReport(
            [.. due.Where(entry => !errors.ContainsKey(entry.Number)).Select(entry => entry.Item)],
            [.. due.Where(entry => errors.ContainsKey(entry.Number)).Select(entry => new RecoveredItem(entry.Item, errors[entry.Number]))],
            disposal.Reclaimed);
    }
}
