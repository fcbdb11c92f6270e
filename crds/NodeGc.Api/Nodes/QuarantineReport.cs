using NodeGc.Api.Figures;

namespace NodeGc.Api.Nodes;

/// <summary>Contents of the quarantine of a data root, and what has been deleted from it.</summary>
public sealed record QuarantineReport
{
    public static QuarantineReport None { get; } = new();

    /// <summary>Items that can be restored, with their sizes as of the plan.</summary>
    public Tally Held
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>When the next item is deleted; null if the quarantine is empty.</summary>
    public DateTimeOffset? NextExpirationTime { get; init; }

    /// <summary>Items deleted between orders because they expired or to free space, since the agent created this
    /// entry. Bytes are measured on disk.</summary>
    public Tally Deleted
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;
}
