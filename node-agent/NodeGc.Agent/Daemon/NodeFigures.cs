using NodeGc.Agent.Scanning;
using NodeGc.Api.Nodes;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.Daemon;

/// <summary>The figures that a run changes and that cost little to read: what the quarantine holds and how full the
/// filesystem is.</summary>
internal sealed class NodeFigures(NodeStores stores)
{
    /// <summary>Reads them as they are now; a store that cannot be read keeps its figures until the next look says what
    /// is wrong.</summary>
    public Func<NodeStorageStatus, NodeStorageStatus> Read()
    {
        var updates = new List<Func<NodeStorageStatus, NodeStorageStatus>>();
        try
        {
            foreach (var scanner in stores.List())
                updates.Add(Read(scanner.Locate().DataRoot));
        }
        catch (Exception failure) when (Failures.Describe(failure) is not null)
        {
            // The housekeeper reports it.
        }

        return status => updates.Aggregate(status, (all, update) => update(all));
    }

    private static Func<NodeStorageStatus, NodeStorageStatus> Read(string dataRoot)
    {
        var (held, usage) = (QuarantineListing.Read(dataRoot), FileSystemUsage.Read(dataRoot));
        return status => status.WithQuarantine(dataRoot, held, ExpiryReport.Nothing).WithUsage(dataRoot, usage);
    }
}
