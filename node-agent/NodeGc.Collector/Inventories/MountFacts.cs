namespace NodeGc.Collector.Inventories;

/// <summary>A mount that lies in a layer directory of the store, as engines make it for a container or a build step and
/// take it away again.</summary>
/// <param name="Layer">The directory in which it lies.</param>
/// <param name="Identity">What makes it the same mount later on.</param>
/// <param name="View">Who sees it there.</param>
public sealed record MountFacts(ResourceId Layer, Fingerprint Identity, MountView View);
