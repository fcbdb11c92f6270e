using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Something that needs a thing, directly or through others.</summary>
/// <param name="Resource">Who.</param>
/// <param name="Steps">Number of edges: 1 = directly.</param>
public sealed record User(Resource Resource, int Steps);
