using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Accounting;

/// <summary>Disk usage of a data root compared with what its engine accounts for: what <c>docker system df</c>
/// counts.</summary>
public sealed record StoreUsage
{
    /// <summary>The store.</summary>
    public required StoreFacts Store { get; init; }

    /// <summary>When the store was read, directly before it was measured.</summary>
    public required DateTimeOffset MeasurementTime { get; init; }

    /// <summary>All non-empty parts in their order, each at most once.</summary>
    public required ImmutableArray<PartUsage> Parts { get; init; }

    /// <summary>Deleted files that are held open, largest first.</summary>
    public ImmutableArray<HeldFile> DeletedOpenFiles { get; init; } = [];

    /// <summary>Disk usage of each container's logs, largest first; containers without logs are left out.</summary>
    public ImmutableArray<ContainerLog> Logs { get; init; } = [];

    /// <summary>What the store holds of each class of garbage, in their order.</summary>
    public ImmutableArray<ClassHolding> Classes { get; init; } = [];

    /// <summary>What could not be measured and is missing from the figures.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Disk usage of the engine's store outside the data root; null if there is none or it could not be
    /// measured. Not included in any part or in the sum.</summary>
    public Extent? Outside { get; init; }

    /// <summary>The sum of the parts.</summary>
    public Extent OnDisk => Extent.Sum(Parts.Select(part => part.OnDisk));

    /// <summary>How much of it the engine accounts for.</summary>
    public Extent AccountedFor => Extent.Sum(Parts.Select(part => part.AccountedFor));

    /// <summary>The rest; never negative.</summary>
    public Extent Unaccounted => OnDisk - AccountedFor;
}
