using System.Globalization;
using NodeGc.Host.Linux;
using NodeGc.Removal.Deleting;

namespace NodeGc.Benchmarks;

/// <summary>Deleting directories for good, without a rate limit, against <c>rm -rf</c>.</summary>
internal static class DeletionBenchmark
{
    private const int Directories = 20;

    public static IEnumerable<Figure> Run(BenchmarkOptions options)
    {
        var files = options.Files / 5;
        var worst = new Timing(TimeSpan.MaxValue, TimeSpan.MaxValue);
        var (ours, rm) = (worst, worst);
        for (var round = 0; round < Math.Min(options.Rounds, 3); round++)
        {
            ours = ours.Best(OnFreshTree(options.Folder, files, tree => Stopwatches.Time(() => Delete(tree))));
            rm = rm.Best(
                OnFreshTree(options.Folder, files, tree =>
                    Stopwatches.Time("rm", ["-rf", .. tree.Layers.Select(tree.At)])
                )
            );
        }
        var number = files.ToString("#,0", CultureInfo.InvariantCulture);
        return
        [
            Figure.From($"deleting {number} files in {Directories} directories", ours.Wall, "rm -rf", rm.Wall, 0.75),
        ];
    }

    private static Timing OnFreshTree(string folder, int files, Func<SampleTree, Timing> delete)
    {
        using var tree = new SampleTree(folder, files, Directories);
        Stopwatches.Run("sync");
        var timing = delete(tree);
        return Directory.GetFileSystemEntries(tree.Home).Length == 0
            ? timing
            : throw new InvalidOperationException($"{tree.Home} is not empty");
    }

    private static void Delete(SampleTree tree)
    {
        using var home = new WritableDirectory(DirectoryHandle.Open(tree.Home));
        var targets = tree.Layers.Select(layer => new DeletionTarget(home, layer)).ToList();
        new Deleter(Deleter.ThreadsOfThisMachine, DeletionPace.Unbounded).Delete(targets, CancellationToken.None);
    }
}
