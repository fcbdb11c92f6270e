using System.Globalization;
using NodeGc.Collector;
using NodeGc.Host.Measuring;

namespace NodeGc.Benchmarks;

/// <summary>The walk over all layers, the first time and again, against <c>du</c> and against the same walk in C with
/// as many threads.</summary>
internal static class ScanBenchmark
{
    private const int FilesPerLayer = 2500;

    public static IEnumerable<Figure> Run(BenchmarkOptions options)
    {
        using var tree = new SampleTree(options.Folder, options.Files, Math.Max(1, options.Files / FilesPerLayer));
        var walker = Path.Combine(tree.Root, "walk");
        Stopwatches.Run("cc", "-O2", "-pthread", Path.Combine(AppContext.BaseDirectory, "walk.c"), "-o", walker);
        var threads = Math.Clamp(Environment.ProcessorCount, 2, 8);
        var inventory = LayerInventory.Create(tree.Root);
        Measurement Measure(SizeMemory memory) =>
            new InventoryMeter(threads).Measure(inventory, memory, CancellationToken.None);

        var known = Measure(SizeMemory.Empty); // Also warms the cache, for everybody.
        CheckAgainstDu(known, tree);
        var worst = new Timing(TimeSpan.MaxValue, TimeSpan.MaxValue);
        var (first, again, du, c) = (worst, worst, worst, worst);
        for (var round = 0; round < options.Rounds; round++)
        {
            du = du.Best(Stopwatches.Time("du", "-s", tree.Home));
            first = first.Best(Stopwatches.Time(() => Measure(SizeMemory.Empty)));
            c = c.Best(Stopwatches.Time(walker, tree.Home, threads.ToString(CultureInfo.InvariantCulture)));
            again = again.Best(Stopwatches.Time(() => Measure(known.Memory)));
        }
        var files = options.Files.ToString("#,0", CultureInfo.InvariantCulture);
        return
        [
            Figure.From($"first scan of {files} files, wall", first.Wall, "du -s", du.Wall, 0.65),
            Figure.From($"first scan of {files} files, processor", first.Cpu, "C walker", c.Cpu, 1.25),
            Figure.From($"first scan of {files} files, wall", first.Wall, "C walker", c.Wall, 1.25),
            Figure.From($"second scan of {files} files, wall", again.Wall, "du -s", du.Wall, 0.05),
            ScanMemory.Run(tree, files, new MeasuredProcess(options.Measured)),
        ];
    }

    /// <summary>A figure counts only for a right answer.</summary>
    private static void CheckAgainstDu(Measurement measured, SampleTree tree)
    {
        var ours = Bytes.Sum(measured.Inventory.Resources.Select(resource => resource.Directory!.Size!.Value));
        var theirs = tree.Layers.Chunk(500).Sum(layers => Du([.. layers.Select(tree.At)]));
        if (ours.Value != theirs)
            throw new InvalidOperationException($"measured {ours.Value} bytes where du says {theirs}");
    }

    private static long Du(string[] paths) =>
        Stopwatches
            .Run("du", ["-s", "--block-size=1", .. paths])
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Sum(line => long.Parse(line.Split('\t')[0], CultureInfo.InvariantCulture));
}
