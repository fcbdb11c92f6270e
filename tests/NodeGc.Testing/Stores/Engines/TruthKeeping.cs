using System.Collections.Immutable;

namespace NodeGc.Testing.Stores.Engines;

/// <summary>Takes down, while a store is built, what was made and what keeps it alive.</summary>
internal sealed class TruthKeeping
{
    private readonly Dictionary<string, ImmutableArray<string>> directories = new(StringComparer.Ordinal);
    private readonly HashSet<string> volumes = new(StringComparer.Ordinal);
    private readonly HashSet<string> roots = new(StringComparer.Ordinal);
    private readonly HashSet<string> untouchable = new(StringComparer.Ordinal);

    /// <summary>Cleared where several drivers left data and none was chosen.</summary>
    public bool IsDriverClear { get; set; } = true;

    /// <summary>A directory was made.</summary>
    public DriverDirectory Made(DriverDirectory directory)
    {
        directories[directory.Name] = directory.Named;
        return directory;
    }

    /// <summary>A directory was removed again.</summary>
    public void Removed(DriverDirectory directory) => directories.Remove(directory.Name);

    /// <summary>A volume was made.</summary>
    public void MadeVolume(string name) => volumes.Add(StoreTruth.Volume(name));

    /// <summary>Something alive names a directory.</summary>
    public void Owned(DriverDirectory directory) => roots.Add(directory.Name);

    /// <summary>Something alive names a volume or a directory by its name alone.</summary>
    public void Owned(string name) => roots.Add(name);

    /// <summary>It is not the collector's.</summary>
    public void NotOurs(string name) => untouchable.Add(name);

    public StoreTruth ToTruth()
    {
        var live = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(roots);
        while (open.TryPop(out var name))
        {
            if (!live.Add(name))
                continue;
            foreach (var named in directories.GetValueOrDefault(name, []))
                open.Push(named);
        }
        var all = directories.Keys.Concat(volumes).ToHashSet(StringComparer.Ordinal);
        return new StoreTruth(
            live.Where(all.Contains).ToImmutableSortedSet(StringComparer.Ordinal),
            all.Where(name => !live.Contains(name) && !untouchable.Contains(name))
                .ToImmutableSortedSet(StringComparer.Ordinal),
            untouchable.Where(name => !live.Contains(name)).ToImmutableSortedSet(StringComparer.Ordinal),
            IsDriverClear
        );
    }
}
