using System.Globalization;
using NodeGc.Collector;
using NodeGc.Storage.Measuring;

namespace NodeGc.Benchmarks;

/// <summary>The peak memory of a process that does nothing but scan.</summary>
internal static class ScanMemory
{
    /// <summary>With it and a tree, this program scans the tree and prints its own peak memory in bytes.</summary>
    public const string Command = "scan-and-tell-memory";

    private const long Bar = 80 * 1024 * 1024;

    public static Figure Run(SampleTree tree, string files)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "NodeGc.Benchmarks");
        var peak = long.Parse(Stopwatches.Run(program, Command, tree.Root).Output, CultureInfo.InvariantCulture);
        return new Figure($"peak memory scanning {files} files", new Bytes(peak).ToString(), $"bar {new Bytes(Bar)}", (double)peak / Bar, 1);
    }

    public static long Measure(string root)
    {
        InventoryMeter.ForThisMachine.Measure(LayerInventory.Of(root), SizeMemory.Empty, CancellationToken.None);
        return ProcessMemory.PeakOf("self");
    }
}
