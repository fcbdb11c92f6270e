namespace NodeGc.Agent.Reports;

/// <summary>A container.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name and state, such as <c>web (running)</c>.</param>
/// <param name="Bytes">Allocated by its read-write and init directories; null if not measured.</param>
public sealed record ContainerDocument(string Id, string Name, long? Bytes);
