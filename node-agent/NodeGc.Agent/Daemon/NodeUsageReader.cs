using NodeGc.Agent.Scanning;
using NodeGc.Api.Nodes;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.Daemon;

/// <summary>Reads the figures that a run changes and that are cheap to read: the contents of the quarantine and the
/// usage of the filesystem.</summary>
internal sealed class NodeUsageReader(NodeStores stores)
{
    /// <summary>Reads them as they are now. An unreadable store keeps its figures; the next scan reports the
    /// problem.</summary>
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
            // The maintenance loop reports it.
        }

        return status => updates.Aggregate(status, (all, update) => update(all));
    }

    private static Func<NodeStorageStatus, NodeStorageStatus> Read(string dataRoot)
    {
        var (held, usage) = (QuarantineListing.Read(dataRoot), FileSystemUsage.Read(dataRoot));
        return status => status.WithQuarantine(dataRoot, held, ExpiryReport.Nothing).WithUsage(dataRoot, usage);
    }
}
