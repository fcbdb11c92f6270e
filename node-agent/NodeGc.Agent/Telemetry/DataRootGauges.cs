using System.Globalization;
using NodeGc.Agent.Daemon;
using NodeGc.Agent.Scanning;
using NodeGc.Api.Nodes;
using NodeGc.Host.Linux;
using Prometheus;

namespace NodeGc.Agent.Telemetry;

/// <summary>
/// Figures of each data root. The label is its number in the order of <c>--data-root</c>, from 1 up to
/// <see cref="DataRootReport.MaxRoots"/>; further ones have no metrics, so that a node never has more.
/// </summary>
internal sealed class DataRootGauges
{
    private readonly NodeStores stores;
    private readonly StatusStore status;
    private readonly (Gauge Gauge, Func<FileSystemUsage, double> Read)[] ofFilesystem;
    private readonly (Gauge Gauge, Func<DataRootReport, double> Read)[] ofReport;

    public DataRootGauges(AgentMetrics metrics, NodeStores stores, StatusStore status)
    {
        (this.stores, this.status) = (stores, status);
        ofFilesystem =
        [
            (Create("filesystem_size_bytes", "Size of the filesystem of a data root."), usage => usage.Total.Value),
            (Create("filesystem_used_bytes", "Used bytes of the filesystem of a data root."), usage =>
                (usage.Total - usage.Free).Value
            ),
            (Create("filesystem_available_bytes", "Bytes that unprivileged users can still use."), usage =>
                usage.Available.Value
            ),
            (
                Create("filesystem_inodes", "Inodes of the filesystem of a data root; 0 if it has no fixed number."),
                usage => usage.Inodes
            ),
            (Create("filesystem_used_inodes", "Used inodes of the filesystem of a data root."), usage =>
                usage.Inodes - usage.FreeInodes
            ),
        ];
        ofReport =
        [
            (Create("data_root_bytes", "Bytes on disk of a data root, as last measured."), root => root.OnDisk.Bytes),
            (Create("data_root_inodes", "Inodes of a data root, as last measured."), root => root.OnDisk.Inodes),
            (Create("unaccounted_bytes", "Bytes of a data root that the engine does not account for."), root =>
                root.Unaccounted.Bytes
            ),
            (Create("unaccounted_inodes", "Inodes of a data root that the engine does not account for."), root =>
                root.Unaccounted.Inodes
            ),
            (Create("quarantine_size_bytes", "Bytes in the quarantine of a data root."), root =>
                root.Quarantine.Held.Bytes
            ),
            (Create("quarantine_items", "Items in the quarantine of a data root."), root => root.Quarantine.Held.Items),
        ];
        metrics.Set.BeforeCollect(Read);

        Gauge Create(string name, string help) => metrics.Set.CreateGauge($"nodegc_agent_{name}", help, "data_root");
    }

    private void Read()
    {
        var (located, reports) = (stores.DataRoots, status.Current.DataRoots);
        for (var index = 0; index < DataRootReport.MaxRoots; index++)
        {
            var label = (index + 1).ToString(CultureInfo.InvariantCulture);
            var path = index < located.Length ? located[index] : null;
            Show(ofFilesystem, label, path is null ? null : FindUsage(path));
            Show(ofReport, label, reports.FirstOrDefault(root => root.Path == path));
        }
    }

    /// <summary>What is not known now is left out, and not shown as it was.</summary>
    private static void Show<T>((Gauge Gauge, Func<T, double> Read)[] all, string label, T? source)
        where T : class
    {
        foreach (var (gauge, read) in all)
            if (source is null)
                gauge.RemoveLabelled(label);
            else
                gauge.WithLabels(label).Set(read(source));
    }

    /// <summary>Null if the data root is not accessible; scans report why.</summary>
    private static FileSystemUsage? FindUsage(string dataRoot)
    {
        try
        {
            return FileSystemUsage.Read(dataRoot);
        }
        catch (LinuxException)
        {
            return null;
        }
    }
}
