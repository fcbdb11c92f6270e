using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>The status board at one moment.</summary>
/// <param name="Version">Grows with each change.</param>
/// <param name="Status">What it says.</param>
/// <param name="IsLost">Nothing that was written before may be relied on.</param>
internal sealed record BoardState(long Version, NodeStorageStatus Status, bool IsLost);
