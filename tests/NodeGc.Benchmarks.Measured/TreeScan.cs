using NodeGc.Host.Measuring;

namespace NodeGc.Benchmarks.Measured;

/// <summary>Measures all layers of a tree.</summary>
internal static class TreeScan
{
    /// <summary>This process's peak memory in bytes.</summary>
    public static long Measure(string root)
    {
        InventoryMeter.ForThisMachine.Measure(LayerInventory.Create(root), SizeMemory.Empty, CancellationToken.None);
        return ProcessMemory.PeakOf("self");
    }
}
