using NodeGc.Collector.Accounting;

namespace NodeGc.Agent.Reports;

/// <summary>Disk usage of the logs of one container, including rotated files.</summary>
/// <param name="Id">The container's id.</param>
/// <param name="Container">Its name.</param>
/// <param name="Pod">The pod as <c>namespace/name</c>; null if it is not in a pod.</param>
/// <param name="Files">Number of files.</param>
/// <param name="Bytes">Allocated bytes.</param>
public sealed record ContainerLogDocument(string Id, string Container, string? Pod, int Files, long Bytes)
{
    internal static ContainerLogDocument From(ContainerLog log) =>
        new(log.Id, log.Container, log.Pod, log.Files, log.Size.Value);
}
