namespace NodeGc.Collector.Inventories;

/// <summary>A folder outside the data root in which part of the engine's store lies.</summary>
/// <param name="Path">As the process that keeps it names it, for example <c>/var/lib/containerd</c>.</param>
/// <param name="SeenAt">As this process reaches it.</param>
public sealed record OutsideStore(string Path, string SeenAt);
