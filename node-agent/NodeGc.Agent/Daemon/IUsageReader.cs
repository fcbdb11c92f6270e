using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Reads the figures that a run or a restore changes and that are cheap to read.</summary>
internal interface IUsageReader
{
    /// <summary>The change of the status that shows them as they are now.</summary>
    Func<NodeStorageStatus, NodeStorageStatus> Read();
}
