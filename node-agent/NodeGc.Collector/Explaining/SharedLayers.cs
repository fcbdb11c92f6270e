using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Layers that images share without a recorded parent: they were pulled, loaded or built by
/// BuildKit.</summary>
/// <param name="Count">How many layers, counted from the base.</param>
/// <param name="With">The other images that have all of these, in canonical order; the first few.</param>
/// <param name="More">How many others there are.</param>
public sealed record SharedLayers(int Count, ImmutableArray<ResourceId> With, int More);
