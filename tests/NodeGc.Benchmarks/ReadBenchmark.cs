using System.Globalization;
using NodeGc.Collector;

namespace NodeGc.Benchmarks;

/// <summary>
/// Reading and judging the store of a large node by a process that knows nothing of it yet. Beside it, the same files
/// read by <c>cat</c>; once more with the kernel's caches empty, when the disk decides.
/// </summary>
internal static class ReadBenchmark
{
    private const long MemoryBar = 80 * 1024 * 1024;
    private static readonly TimeSpan ReadBar = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan JudgeBar = TimeSpan.FromMilliseconds(250);

    public static IEnumerable<Figure> Run(BenchmarkOptions options)
    {
        using var store = new LargeStore(options.Folder);
        var measured = new MeasuredProcess(options.Measured);
        var (first, fromDisk) = (MeasuredProcess.Reading.Worst, MeasuredProcess.Reading.Worst);
        var (cat, catFromDisk) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < options.Rounds; round++)
        {
            Forget();
            fromDisk = fromDisk.Best(measured.Read(store));
            first = first.Best(measured.Read(store));
            Forget();
            catFromDisk = Less(catFromDisk, Cat(store));
            cat = Less(cat, Cat(store));
        }
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"{LargeStore.Layers:#,0} layers, {LargeStore.Containers:#,0} containers"
        );
        var memory = Math.Max(first.Memory, fromDisk.Memory);
        return
        [
            Figure.From($"reading {what}", first.Read, "bar", ReadBar, 1),
            Figure.From($"reading {what}", first.Read, "find | cat", cat, 1),
            Figure.From($"reading {what}, no caches", fromDisk.Read, "find | cat", catFromDisk, 1),
            Figure.From($"judging {what}", first.Judge, "bar", JudgeBar, 1),
            new Figure(
                $"peak memory reading {what}",
                new Bytes(memory).ToString(),
                $"bar {new Bytes(MemoryBar)}",
                (double)memory / MemoryBar,
                1
            ),
        ];
    }

    private static TimeSpan Cat(LargeStore store) =>
        Stopwatches.Time("sh", "-c", "cd \"$1\" && find . -type f -print0 | xargs -0 cat", "sh", store.Root).Wall;

    private static TimeSpan Less(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Empties the kernel's caches of files and directories.</summary>
    private static void Forget()
    {
        Stopwatches.Run("sync");
        File.WriteAllText("/proc/sys/vm/drop_caches", "3");
    }
}
