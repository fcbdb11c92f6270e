namespace NodeGc.Collector.Inventories;

/// <summary>A directory outside the data root with part of the engine's store.</summary>
/// <param name="Path">As its owner sees it, for example <c>/var/lib/containerd</c>.</param>
/// <param name="SeenAt">As this process sees it.</param>
public sealed record OutsideStore(string Path, string SeenAt);
