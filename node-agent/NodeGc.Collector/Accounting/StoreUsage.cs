using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Accounting;

/// <summary>What a data root takes on disk, and how much of it the engine accounts for: what
/// <c>docker system df</c> counts.</summary>
public sealed record StoreUsage
{
    /// <summary>The store.</summary>
    public required StoreFacts Store { get; init; }

    /// <summary>When the store was read; the measuring began after that.</summary>
    public required DateTimeOffset MeasurementTime { get; init; }

    /// <summary>All parts that are not empty, in their order; each at most once.</summary>
    public required ImmutableArray<PartUsage> Parts { get; init; }

    /// <summary>Deleted files that are held open, largest first.</summary>
    public ImmutableArray<HeldFile> DeletedOpenFiles { get; init; } = [];

    /// <summary>What the logs of each container take, largest first; containers without any are left out.</summary>
    public ImmutableArray<ContainerLog> Logs { get; init; } = [];

    /// <summary>What the store holds of each class of garbage, in their order.</summary>
    public ImmutableArray<ClassHolding> Classes { get; init; } = [];

    /// <summary>What could not be measured, so that the figures are too small by it.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What the engine's store takes outside the data root; null where nothing does, or it could not be
    /// measured. In no part, and not in the sum.</summary>
    public Extent? Outside { get; init; }

    /// <summary>The sum of the parts.</summary>
    public Extent OnDisk => Extent.Sum(Parts.Select(part => part.OnDisk));

    /// <summary>How much of it the engine accounts for.</summary>
    public Extent AccountedFor => Extent.Sum(Parts.Select(part => part.AccountedFor));

    /// <summary>The rest; never negative.</summary>
    public Extent Unaccounted => OnDisk - AccountedFor;
}
