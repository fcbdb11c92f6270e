namespace NodeGc.Api.Nodes;

/// <summary>Leftovers of one kind that this version reports and does not collect.</summary>
public sealed record LeftoverReport
{
    /// <summary>One word, such as <c>Debris</c> or <c>DormantStore</c>.</summary>
    public required string Kind { get; init; }

    public long Items { get; init; }

    /// <summary>As far as they were measured.</summary>
    public long Bytes { get; init; }
}
