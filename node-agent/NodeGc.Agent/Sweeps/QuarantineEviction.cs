using NodeGc.Collector;
using NodeGc.Collector.Pressure;
using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;

namespace NodeGc.Agent.Sweeps;

/// <summary>
/// Evicts the quarantine if a policy has a <c>when</c>. Moving items there frees no space, so after the sweep they are
/// deleted, oldest first, until low is reached: they can only be restored as far as there was space to keep them.
/// </summary>
internal sealed class QuarantineEviction(WritableStore store, Thresholds when, DeletionBounds bounds, TimeProvider time)
{
    private readonly Bytes before = Bytes.Sum(QuarantineListing.Read(store.DataRoot).Select(item => item.Size));

    private Fullness Now => FileSystemUsage.Read(store.DataRoot).Fullness;

    /// <summary>Why nothing more has to be removed if the quarantine, with <paramref name="moved"/> of this run, is
    /// deleted; null while more has to be.</summary>
    public string? FindEnough(Bytes moved)
    {
        var expected = Now.Without(new Extent(before + moved, 0));
        return when.IsLow(expected) ? when.AgainstLow(expected) : null;
    }

    /// <summary>Deletes what is needed, and adds it to the report of <paramref name="sweep"/>.</summary>
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
        var errors = evicted.Errors.IsEmpty ? "" : $"; {evicted.Errors.Length} could not be deleted";
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
                $"{evicted.Deleted.Length} quarantined items were deleted early to reach low{errors}"
            ),
        };
    }
}
