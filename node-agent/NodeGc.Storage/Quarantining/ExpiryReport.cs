using System.Collections.Immutable;
using NodeGc.Collector;

namespace NodeGc.Storage.Quarantining;

/// <summary>What was deleted for good because its time had come, or to make room.</summary>
/// <param name="Deleted">What is gone.</param>
/// <param name="Errors">What could not be deleted, and why.</param>
/// <param name="Reclaimed">By how much the filesystem's free space grew meanwhile; other writers blur it.</param>
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
