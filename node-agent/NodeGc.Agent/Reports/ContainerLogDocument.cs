using NodeGc.Collector.Accounting;

namespace NodeGc.Agent.Reports;

/// <summary>What the logs of one container take, rotated ones included.</summary>
/// <param name="Id">The container's id.</param>
/// <param name="Container">Its name.</param>
/// <param name="Pod">The pod as <c>namespace/name</c>; null outside of one.</param>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">Allocated bytes.</param>
public sealed record ContainerLogDocument(string Id, string Container, string? Pod, int Files, long Bytes)
{
    internal static ContainerLogDocument Of(ContainerLog log) =>
        new(log.Id, log.Container, log.Pod, log.Files, log.Size.Value);
}
