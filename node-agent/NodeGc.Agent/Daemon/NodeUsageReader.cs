using NodeGc.Agent.Scanning;
using NodeGc.Api.Nodes;
using NodeGc.Host.Linux;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Daemon;

/// <summary>Reads the figures that a run or a restore changes and that are cheap to read: the contents of the
/// quarantine, the usage of the filesystem, and what the run itself measured.</summary>
internal sealed class NodeUsageReader(NodeStores stores) : IUsageReader
{
    /// <summary>Reads them as they are now. An unreadable store keeps its figures; the next scan reports the
    /// problem.</summary>
    public Func<NodeStorageStatus, NodeStorageStatus> Read()
    {
        var updates = new List<Func<NodeStorageStatus, NodeStorageStatus>>();
        foreach (var usage in stores.LastUsages)
            updates.Add(status => status.WithUsage(usage));
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
