using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Removal.Journaling;

namespace NodeGc.Removal.Quarantining;

/// <summary>What was permanently deleted because it expired, or to free space.</summary>
/// <param name="Deleted">What is gone.</param>
/// <param name="Errors">What could not be deleted, and why.</param>
/// <param name="Reclaimed">How much the filesystem's free space grew meanwhile; inaccurate if others write.</param>
public sealed record ExpiryReport(
    ImmutableArray<QuarantinedItem> Deleted,
    ImmutableArray<RecoveredItem> Errors,
    Bytes Reclaimed
)
{
    /// <summary>Nothing was deleted.</summary>
    public static readonly ExpiryReport Nothing = new([], [], Bytes.Zero);

    internal ExpiryReport With(ExpiryReport more) =>
        new([.. Deleted, .. more.Deleted], [.. Errors, .. more.Errors], Reclaimed + more.Reclaimed);
}
