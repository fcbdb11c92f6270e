namespace NodeGc.Api.Nodes;

/// <summary>Leftovers of one kind that are reported but not collected.</summary>
public sealed record LeftoverReport
{
    /// <summary>Kind of the leftovers, such as <c>Debris</c> or <c>DormantStore</c>.</summary>
    public required string Kind { get; init; }

    public long Items { get; init; }

    /// <summary>Bytes on disk, as far as measured.</summary>
    public long Bytes { get; init; }
}
