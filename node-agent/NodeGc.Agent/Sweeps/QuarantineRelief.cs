using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Pressure;
using NodeGc.Storage.Deleting;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;
using NodeGc.Storage.Sweeping;

namespace NodeGc.Agent.Sweeps;

/// <summary>
/// The quarantine under pressure. What a sweep moves there frees nothing, so the sweep counts on it, and afterwards it
/// is deleted, oldest first, until low is reached: what a sweep under pressure removed can be restored only as far as
/// there was room for it.
/// </summary>
internal sealed class QuarantineRelief(WritableStore store, Thresholds when, DeletionBounds bounds, TimeProvider time)
{
    private readonly Bytes before = Bytes.Sum(QuarantineListing.Read(store.DataRoot).Select(item => item.Size));

    private Fullness Now => FileSystemUsage.Read(store.DataRoot).Fullness;

    /// <summary>Why nothing more has to go once the quarantine is empty again, with <paramref name="moved"/> in it by
    /// this run; null while more has to.</summary>
    public string? FindEnough(Bytes moved)
    {
        var expected = Now.Without(new Extent(before + moved, 0));
        return when.IsLow(expected) ? when.AgainstLow(expected) : null;
    }

    /// <summary>Deletes what is needed, and tells it in the report of <paramref name="sweep"/>.</summary>
    public SweepReport Evict(SweepReport sweep, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || when.IsLow(Now))
            return sweep;
        var evicted = new Expiry(store, bounds, time).Evict(_ => true, () => when.IsLow(Now), cancellationToken);
        return evicted.Deleted.IsEmpty && evicted.Errors.IsEmpty ? sweep : With(sweep, evicted);
    }

    private static SweepReport With(SweepReport sweep, ExpiryReport evicted)
    {
        var gone = evicted.Deleted.Where(item => item.Run == sweep.Run.ToString()).Select(item => item.Id).ToHashSet();
        var errors = evicted.Errors.IsEmpty ? "" : $"; {evicted.Errors.Length} could not be";
        return sweep with
        {
            Items =
            [
                .. sweep.Items.Select(item =>
                    item.Outcome is ItemOutcome.Quarantined && gone.Contains(item.Item.Id)
                        ? item with
                        {
                            Outcome = new ItemOutcome.Deleted(),
                        }
                        : item
                ),
            ],
            Quarantined = Bytes.Sum(
                sweep
                    .Items.Where(item => item.Outcome is ItemOutcome.Quarantined && !gone.Contains(item.Item.Id))
                    .Select(item => item.Item.Size)
            ),
            Reclaimed = sweep.Reclaimed + evicted.Reclaimed,
            Notes = sweep.Notes.Add(
                $"{evicted.Deleted.Length} items of the quarantine were deleted before their time to come down to low{errors}"
            ),
        };
    }
}
