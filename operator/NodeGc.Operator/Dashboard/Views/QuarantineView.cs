using System.Collections.Immutable;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>The quarantines of all nodes, in the order in which they expire.</summary>
public sealed record QuarantineView
{
    /// <summary>As in <see cref="FleetQuery.Search"/>.</summary>
    public required string Search { get; init; }

    public required ImmutableArray<QuarantineRow> Rows { get; init; }

    public required Paging Paging { get; init; }

    /// <summary>Bytes in all quarantines that match.</summary>
    public required long Bytes { get; init; }

    public required long Items { get; init; }
}
