using System.Diagnostics;
using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;

namespace NodeGc.Benchmarks;

/// <summary>How long a neighbour on the same disk waits for its fsync while files are deleted at the default rate,
/// against how long it waits in peace.</summary>
internal static class LatencyBenchmark
{
    private const int DeletesPerSecond = 500;
    private const int Directories = 20;
    private const int BlockSize = 4096;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    public static IEnumerable<Figure> Run(BenchmarkOptions options)
    {
        List<TimeSpan> quiet = [],
            disturbed = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            using var tree = new SampleTree(options.Folder, DeletesPerSecond * (int)Turn.TotalSeconds * 2, Directories);
            Stopwatches.Run("sync");
            quiet.AddRange(Sync(options.Folder));
            disturbed.AddRange(WhileDeleting(tree, () => Sync(options.Folder)));
        }
        yield return Figure.From(
            $"fsync beside {DeletesPerSecond} deletions/s, mean",
            Mean(disturbed),
            "in peace",
            Mean(quiet),
            1.2
        );
        yield return Figure.From(
            $"fsync beside {DeletesPerSecond} deletions/s, p99",
            Percentile(disturbed),
            "in peace",
            Percentile(quiet),
            1.2
        );
    }

    private static List<TimeSpan> WhileDeleting(SampleTree tree, Func<List<TimeSpan>> measure)
    {
        using var end = new CancellationTokenSource();
        var deleting = Task.Run(() => Delete(tree, end.Token));
        var measured = measure();
        if (deleting.IsCompleted)
            throw new InvalidOperationException("everything was deleted before the measurement was over");
        end.Cancel();
        deleting.Wait();
        return measured;
    }

    private static void Delete(SampleTree tree, CancellationToken cancellationToken)
    {
        using var home = new WritableDirectory(DirectoryHandle.Open(tree.Home));
        var pace = new DeletionPace(new DeletionBounds(DeletesPerSecond), TimeProvider.System);
        try
        {
            new Deleter(Deleter.ThreadsOfThisMachine, pace).Delete(
                [.. tree.Layers.Select(layer => new DeletionTarget(home, layer))],
                cancellationToken
            );
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    /// <summary>Appends a block and syncs it, again and again; how long each took.</summary>
    private static List<TimeSpan> Sync(string folder)
    {
        var path = Path.Combine(folder, "nodegc-bench-" + Path.GetRandomFileName());
        var took = new List<TimeSpan>();
        using var file = new FileStream(
            path,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            bufferSize: 0,
            FileOptions.DeleteOnClose
        );
        for (var turn = Stopwatch.StartNew(); turn.Elapsed < Turn; )
        {
            var one = Stopwatch.StartNew();
            file.Write(new byte[BlockSize]);
            file.Flush(flushToDisk: true);
            took.Add(one.Elapsed);
        }
        return took;
    }

    private static TimeSpan Mean(List<TimeSpan> all) =>
        all.Aggregate(TimeSpan.Zero, (sum, one) => sum + one) / all.Count;

    private static TimeSpan Percentile(List<TimeSpan> all) => all.Order().ElementAt(all.Count * 99 / 100);
}
