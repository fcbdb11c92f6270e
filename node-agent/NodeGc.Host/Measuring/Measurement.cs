using System.Collections.Immutable;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;

namespace NodeGc.Host.Measuring;

/// <summary>The outcome of a measurement.</summary>
/// <param name="Inventory">The inventory with the size of every candidate that could be measured.</param>
/// <param name="Memory">The sizes to cache for the next measurement: only directories of this inventory.</param>
/// <param name="Notes">Why the others have no size.</param>
public sealed record Measurement(Inventory Inventory, SizeMemory Memory, ImmutableArray<MeasuringNote> Notes)
{
    /// <summary>The whole data root in disjoint places, ordered by path; empty if nothing was measured.</summary>
    public ImmutableArray<MeasuredPlace> Places { get; init; } = [];
}
