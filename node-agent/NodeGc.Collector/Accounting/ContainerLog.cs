namespace NodeGc.Collector.Accounting;

/// <summary>Disk usage of the logs of one container, including rotated ones.</summary>
/// <param name="Id">The container's id.</param>
/// <param name="Container">Its name, or its id if the name is unknown.</param>
/// <param name="Pod">The pod as <c>namespace/name</c>, by the labels that Kubernetes gives its containers; null outside
/// of one.</param>
/// <param name="Files">How many files.</param>
/// <param name="Size">Allocated bytes.</param>
public sealed record ContainerLog(string Id, string Container, string? Pod, int Files, Bytes Size);
