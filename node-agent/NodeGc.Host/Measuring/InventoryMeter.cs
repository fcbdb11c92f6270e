using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;

namespace NodeGc.Host.Measuring;

/// <summary>Measures a whole data root, each directory of the inventory separately: allocated bytes and inodes, hard
/// links once per directory.</summary>
/// <param name="threads">Number of threads, at least 1.</param>
public sealed class InventoryMeter(int threads)
{
    /// <summary>A meter with one thread per core, at least two and at most eight.</summary>
    public static InventoryMeter ForThisMachine { get; } = new(Math.Clamp(Environment.ProcessorCount, 2, 8));

    /// <summary>Fills in the size of every candidate, and measures everything else. What cannot be measured has a note
    /// instead of a size.</summary>
    /// <exception cref="LinuxException">The data root itself cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public Measurement Measure(
        Inventory inventory,
        SizeMemory memory,
        CancellationToken cancellationToken,
        IProgress<MeasuringProgress>? progress = null
    )
    {
        using var root = DirectoryHandle.Open(inventory.Store.DataRoot);
        var committed = new CommittedLayers(root, inventory);
        var known = committed.Recall(memory);
        var places = StorePlaces.From(inventory);
        var listing = new PlaceListing(root, places);
        listing.Read(cancellationToken);
        var candidates = Candidates(inventory)
            .Where(path => !known.ContainsKey(path) && !places.IsSplit(path))
            .Select(path => new MeasuredTree(path));
        MeasuredTree[] trees = [.. candidates, .. listing.Trees];
        new TreeMeter(root, threads).Measure(trees, cancellationToken, Counting(progress, known, trees.Length));

        var measured = LedgerOf(known, trees, listing).ToPlaces();
        var extents = ExtentsOf(known, trees);
        return new Measurement(
            WithSizes(inventory, new Sizes(extents, measured)),
            committed.Remember(Unshared(extents, trees)),
            NotesOf(trees, listing)
        )
        {
            Places = measured,
        };
    }

    private static IEnumerable<string> Candidates(Inventory inventory) =>
        inventory
            .Resources.Where(resource => resource.Directory is { Size: null })
            .Select(resource => resource.Directory!.Path)
            .Distinct(StringComparer.Ordinal);

    private static PlaceLedger LedgerOf(
        Dictionary<string, RememberedSize> known,
        MeasuredTree[] trees,
        PlaceListing listing
    )
    {
        var ledger = new PlaceLedger();
        foreach (var (path, size) in known)
            ledger.Add(path, size.Extent);
        foreach (var tree in trees)
            ledger.Add(tree);
        foreach (var entry in listing.Entries)
            ledger.Add(entry);
        return ledger;
    }

    private static Dictionary<string, Extent> ExtentsOf(Dictionary<string, RememberedSize> known, MeasuredTree[] trees)
    {
        var extents = known.ToDictionary(pair => pair.Key, pair => pair.Value.Extent, StringComparer.Ordinal);
        foreach (var tree in trees.Where(tree => tree.Extent is not null))
            extents[tree.Path] = tree.Extent!.Value;
        return extents;
    }

    /// <summary>Without trees that share files with others: their contribution to the total cannot be cached as a
    /// number.</summary>
    private static Dictionary<string, Extent> Unshared(Dictionary<string, Extent> extents, MeasuredTree[] trees)
    {
        var unshared = new Dictionary<string, Extent>(extents, StringComparer.Ordinal);
        foreach (var tree in trees.Where(tree => tree.HardLinks.LeadOutward))
            unshared.Remove(tree.Path);
        return unshared;
    }

    private static ImmutableArray<MeasuringNote> NotesOf(MeasuredTree[] trees, PlaceListing listing) =>
        [
            .. trees.Where(tree => tree.HasFailed).Select(tree => new MeasuringNote(tree.Path, tree.Error!)),
            .. listing.Notes,
        ];

    private static Inventory WithSizes(Inventory inventory, Sizes sizes) =>
        inventory with
        {
            Resources = [.. inventory.Resources.Select(resource => WithSize(resource, sizes))],
            Leftovers =
            [
                .. inventory.Leftovers.Select(leftover =>
                    leftover with
                    {
                        Size = leftover.Size ?? sizes.Find(leftover.Path)?.Bytes,
                    }
                ),
            ],
        };

    private static Resource WithSize(Resource resource, Sizes sizes)
    {
        if (resource.Directory is not { } directory)
            return resource;
        var extent = sizes.Find(directory.Path);
        return resource with
        {
            Directory = directory with { Size = extent?.Bytes ?? directory.Size, Inodes = extent?.Inodes },
        };
    }

    private static Action<MeasuredTree>? Counting(
        IProgress<MeasuringProgress>? progress,
        Dictionary<string, RememberedSize> known,
        int left
    )
    {
        if (progress is null)
            return null;
        var (measured, bytes) = (known.Count, known.Values.Sum(size => size.Extent.Bytes.Value));
        return tree =>
            progress.Report(
                new MeasuringProgress(
                    Interlocked.Increment(ref measured),
                    known.Count + left,
                    new Bytes(Interlocked.Add(ref bytes, tree.Extent?.Bytes.Value ?? 0))
                )
            );
    }
}
