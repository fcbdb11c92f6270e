using NodeGc.Host.Linux;

namespace NodeGc.Removal.Deleting;

/// <summary>Splits large targets into enough units for all threads, by their top-level directories.</summary>
internal sealed class DeletionUnits : IDisposable
{
    private const int DeepestSplit = 5;
    private const int MostSplits = 64;

    private readonly List<WritableDirectory> opened = [];
    private readonly Queue<DeletionUnit> splittable;
    private readonly List<DeletionUnit> settled = [];

    public DeletionUnits(IEnumerable<DeletionTarget> targets, int wanted)
    {
        splittable = new(targets.Select(target => new DeletionUnit(target, target.Folder, target.Name, 0)));
        for (
            var splits = 0;
            splits < MostSplits && splittable.Count > 0 && splittable.Count + settled.Count < wanted;
            splits++
        )
            TrySplit(splittable.Dequeue());
    }

    /// <summary>The disjoint units, without the directories above them.</summary>
    public IReadOnlyList<DeletionUnit> All => [.. splittable, .. settled];

    public void Dispose() => opened.ForEach(directory => directory.Dispose());

    private void TrySplit(DeletionUnit unit)
    {
        try
        {
            Split(unit);
        }
        catch (LinuxException)
        {
            settled.Add(unit); // It cannot be listed: its deletion reports why.
        }
    }

    private void Split(DeletionUnit unit)
    {
        var inner = unit.Depth < DeepestSplit ? unit.Folder.Handle.TryOpenBeneath(unit.Name, out _) : null;
        if (inner is null)
        {
            settled.Add(unit); // Too deep, or something is wrong with it: its deletion reports why.
            return;
        }
        var folder = new WritableDirectory(inner);
        opened.Add(folder);
        if (inner.FindSubvolume() is not null)
        {
            settled.Add(unit); // It is deleted in one step.
            return;
        }
        var below = inner.List().Where(entry => entry.Kind == FileKind.Directory).ToList();
        if (below.Count == 0)
            settled.Add(unit);
        foreach (var entry in below)
            splittable.Enqueue(new DeletionUnit(unit.Target, folder, entry.Name, unit.Depth + 1));
    }
}
