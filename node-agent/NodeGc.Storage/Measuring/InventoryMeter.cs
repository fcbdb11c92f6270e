using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Measuring;

/// <summary>Measures the directories of an inventory: allocated bytes, hard links once per directory.</summary>
/// <param name="threads">How many threads walk, at least 1.</param>
public sealed class InventoryMeter(int threads)
{
    /// <summary>A meter that uses every core, but at least two threads and at most eight.</summary>
    public static InventoryMeter ForThisMachine { get; } = new(Math.Clamp(Environment.ProcessorCount, 2, 8));

    /// <summary>Fills in the size of every candidate. What cannot be measured gets none, and a note.</summary>
    /// <exception cref="LinuxException">The data root itself cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public Measurement Measure(
        Inventory inventory, SizeMemory memory, CancellationToken cancellationToken, IProgress<MeasuringProgress>? progress = null)
    {
        using var root = DirectoryHandle.Open(inventory.Store.DataRoot);
        var committed = new CommittedLayers(root, inventory);
        var known = committed.Recall(memory);
        var trees = Candidates(inventory).Where(path => !known.ContainsKey(path)).Select(path => new MeasuredTree(path)).ToList();
        new TreeMeter(root, threads).Measure(trees, cancellationToken, Counting(progress, known, trees.Count));
        var sizes = known.ToDictionary(pair => pair.Key, pair => pair.Value.Size);
        foreach (var tree in trees.Where(tree => tree.Size is not null)) sizes.Add(tree.Path, tree.Size!.Value);
        var notes = trees.Where(tree => tree.HasFailed).Select(tree => new MeasuringNote(tree.Path, tree.Error!));
        return new Measurement(WithSizes(inventory, sizes), committed.Remember(sizes), [.. notes]);
    }

    private static IEnumerable<string> Candidates(Inventory inventory) =>
        inventory.Resources.Where(resource => resource.IsCandidate).Select(resource => resource.Directory!.Path).Distinct(StringComparer.Ordinal);

    private static Inventory WithSizes(Inventory inventory, Dictionary<string, Bytes> sizes) => inventory with
    {
        Resources = inventory.Resources.Select(resource => WithSize(resource, sizes)).ToImmutableArray(),
    };

    private static Resource WithSize(Resource resource, Dictionary<string, Bytes> sizes) => resource.Directory is { } directory
        ? resource with { Directory = directory with { Size = sizes.TryGetValue(directory.Path, out var size) ? size : null } }
        : resource;

    private static Action<MeasuredTree>? Counting(IProgress<MeasuringProgress>? progress, Dictionary<string, RememberedSize> known, int left)
    {
        if (progress is null) return null;
        var (measured, bytes) = (known.Count, known.Values.Sum(size => size.Size.Value));
        return tree => progress.Report(new MeasuringProgress(
            Interlocked.Increment(ref measured), known.Count + left, new Bytes(Interlocked.Add(ref bytes, tree.Size?.Value ?? 0))));
    }
}
