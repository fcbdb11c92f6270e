using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the store's part of a document. Pure.</summary>
internal static class StoreReport
{
    public static StoreDocument Create(Scan scan)
    {
        var (store, usage) = (scan.Inventory.Store, scan.Usage);
        return new StoreDocument(
            store.DataRoot,
            store.Driver,
            store.EngineVersion,
            store.IsEngineRunning,
            usage.Kind,
            usage.Total.Value,
            usage.Available.Value,
            (long)usage.Inodes,
            (long)usage.FreeInodes
        )
        {
            UsedPercent = usage.Fullness.DiskPercent,
        };
    }
}
