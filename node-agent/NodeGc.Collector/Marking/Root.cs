using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Marking;

/// <summary>A resource that is kept by itself, and why.</summary>
public sealed record Root(ResourceId Id, RootReason Reason);
