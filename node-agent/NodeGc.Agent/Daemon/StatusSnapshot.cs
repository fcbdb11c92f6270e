using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>The status at one moment.</summary>
/// <param name="Version">Increases with each change.</param>
/// <param name="Status">The status.</param>
/// <param name="IsLost">Whether nothing that was written before can be relied on.</param>
/// <param name="IsForced">Whether all changes are to be published now.</param>
internal sealed record StatusSnapshot(long Version, NodeStorageStatus Status, bool IsLost, bool IsForced);
