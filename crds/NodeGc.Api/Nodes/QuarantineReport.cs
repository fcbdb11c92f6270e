using NodeGc.Api.Figures;

namespace NodeGc.Api.Nodes;

/// <summary>What lies in the quarantine of a data root, and what of it was deleted so far.</summary>
public sealed record QuarantineReport
{
    public static QuarantineReport None { get; } = new();

    /// <summary>What can be restored, in the sizes it was planned with.</summary>
    public Tally Held
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>When the next of it is deleted; null where nothing is held.</summary>
    public DateTimeOffset? NextExpiryAt { get; init; }

    /// <summary>Deleted between orders, because its time was over or to make room, since this report exists; bytes as
    /// measured on disk.</summary>
    public Tally Deleted
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;
}
