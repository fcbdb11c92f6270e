namespace NodeGc.Collector.Accounting;

/// <summary>A deleted file that is held open, with the names of those it belongs to.</summary>
/// <param name="File">The file and the process.</param>
/// <param name="Container">The container's name; null if it belongs to none.</param>
/// <param name="Pod">The pod as <c>namespace/name</c>, by the labels that Kubernetes gives its containers; null outside
/// of one.</param>
public sealed record HeldFile(DeletedFile File, string? Container, string? Pod);
