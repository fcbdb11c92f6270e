using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>A layer in the layer tree, with what is based on it.</summary>
/// <param name="Layer">The layer by chain id; before Docker 1.10 the layer directory.</param>
/// <param name="Directory">Its directory; without <see cref="Resource.Directory"/> if it is missing, null if it is
/// unknown.</param>
/// <param name="Depth">How many layers are below it: 0 for base layers.</param>
/// <param name="Images">The images whose topmost layer it is.</param>
/// <param name="Containers">The containers that are based on it.</param>
/// <param name="BuildRecords">The build cache records that name it.</param>
public sealed record LayerNode(
    Resource Layer,
    Resource? Directory,
    int Depth,
    ImmutableArray<ImageSummary> Images,
    ImmutableArray<Resource> Containers,
    ImmutableArray<Resource> BuildRecords
);
