using NodeGc.Collector;

namespace NodeGc.Benchmarks;

/// <summary>The peak memory of a process that does nothing but scan.</summary>
internal static class ScanMemory
{
    private const long Bar = 80 * 1024 * 1024;

    public static Figure Run(SampleTree tree, string files, MeasuredProcess measured)
    {
        var peak = measured.Scan(tree.Root);
        return new Figure(
            $"peak memory scanning {files} files",
            new Bytes(peak).ToString(),
            $"bar {new Bytes(Bar)}",
            (double)peak / Bar,
            1
        );
    }
}
