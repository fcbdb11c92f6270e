using System.Globalization;
using NodeGc.Collector;

namespace NodeGc.Benchmarks;

/// <summary>Reading and judging the store of a large node, its metadata in no cache, by a process of its own; beside it, the same files read by <c>cat</c>.</summary>
internal static class ReadBenchmark
{
    private const long MemoryBar = 80 * 1024 * 1024;
    private static readonly TimeSpan ReadBar = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan JudgeBar = TimeSpan.FromMilliseconds(250);

    public static IEnumerable<Figure> Run(BenchmarkOptions options)
    {
        using var store = new LargeStore(options.Folder);
        var best = new ReadProcess.Result(TimeSpan.MaxValue, TimeSpan.MaxValue, long.MaxValue);
        var cat = TimeSpan.MaxValue;
        for (var round = 0; round < options.Rounds; round++)
        {
            Forget();
            best = best.Best(ReadProcess.Start(store.Root));
            Forget();
            var time = Stopwatches.Time("sh", "-c", "cd \"$1\" && find . -type f -print0 | xargs -0 cat", "sh", store.Root).Wall;
            if (time < cat) cat = time;
        }
        var what = string.Create(CultureInfo.InvariantCulture, $"{LargeStore.Layers:#,0} layers, {LargeStore.Containers:#,0} containers");
        return
        [
            Figure.Of($"reading {what}, cold", best.Read, "bar", ReadBar, 1),
            Figure.Of($"reading {what}, cold", best.Read, "find | cat", cat, 4),
            Figure.Of($"judging {what}", best.Judge, "bar", JudgeBar, 1),
            new Figure($"peak memory reading {what}", new Bytes(best.Memory).ToString(), $"bar {new Bytes(MemoryBar)}", (double)best.Memory / MemoryBar, 1),
        ];
    }

    /// <summary>Empties the kernel's caches of files and directories.</summary>
    private static void Forget()
    {
        Stopwatches.Run("sync");
        File.WriteAllText("/proc/sys/vm/drop_caches", "3");
    }
}
