namespace NodeGc.Collector.Inventories;

/// <summary>A mount in a layer directory of the store, as engines create it for a container or a build step.</summary>
/// <param name="Layer">The directory that contains it.</param>
/// <param name="Identity">Identifies the mount.</param>
/// <param name="View">Where it was seen.</param>
public sealed record MountFacts(ResourceId Layer, Fingerprint Identity, MountView View);
