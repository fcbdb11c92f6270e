using System.Collections.Immutable;
using System.Text;
using NodeGc.Collector.Inventories;

namespace NodeGc.Host.Kernel;

/// <summary>
/// Finds names of the store's resources in text from the kernel. Layer directories and short names are random, so the
/// name is enough, and different spellings of the same mount still match: relative (overlay with many layers), below
/// another mount point, or relative to a separate filesystem. A volume's name may be any word, so it counts only after
/// <c>volumes/</c> or before <c>/_data</c>. All errors are towards "in use".
/// </summary>
public sealed class NameMatcher
{
    private const int LongestName = 255;

    private readonly Dictionary<string, ImmutableArray<ResourceId>> layers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceId> volumes = new(StringComparer.Ordinal);
    private readonly List<(byte[] Folder, ResourceId Id)> folders = [];
    private readonly HashSet<int> lengths = [];

    /// <summary>The layer directory in which a container's layers are mounted; null for other mounts.</summary>
    public Func<MountLine, ResourceId?> FindMountedLayer { get; init; } = _ => null;

    /// <summary>A directory matches wherever <paramref name="name"/> occurs: its own name or a short name.</summary>
    public void AddLayer(string name, ResourceId directory)
    {
        layers[name] = layers.GetValueOrDefault(name, []).Add(directory);
        lengths.Add(name.Length);
    }

    /// <summary>A store matches if a path contains a directory with its driver's name.</summary>
    public void AddStore(string driver) => AddFolder(driver, new ResourceId(ResourceKind.Store, driver));

    /// <summary>Debris matches by its file name wherever that occurs, or by its path for generic names:
    /// <c>tmp-old</c>.</summary>
    public void AddDebris(ResourceId debris)
    {
        AddLayer(debris.Name[(debris.Name.LastIndexOf('/') + 1)..], debris);
        AddFolder(debris.Name, debris);
    }

    private void AddFolder(string path, ResourceId id) => folders.Add((Encoding.UTF8.GetBytes($"/{path}/"), id));

    public void AddVolume(string name) => volumes[name] = ResourceId.Volume(name);

    /// <summary>Adds everything named in <paramref name="text"/> to <paramref name="found"/>.</summary>
    public void Find(ReadOnlySpan<byte> text, ICollection<ResourceId> found)
    {
        foreach (var (folder, id) in folders)
            if (text.IndexOf(folder) >= 0)
                found.Add(id);
        var words = new Tokenizer(text);
        ReadOnlySpan<byte> previous = default;
        while (words.MoveNext())
        {
            if (lengths.Contains(words.Current.Length))
                FindLayer(words.Current, found);
            if (previous.SequenceEqual("volumes"u8))
                FindVolume(words.Current, found);
            if (words.Current.SequenceEqual("_data"u8))
                FindVolume(previous, found);
            previous = words.Current;
        }
    }

    private void FindLayer(ReadOnlySpan<byte> word, ICollection<ResourceId> found)
    {
        Span<char> name = stackalloc char[LongestName];
        if (!layers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Widen(word, name), out var directories))
            return;
        foreach (var directory in directories)
            found.Add(directory);
    }

    private void FindVolume(ReadOnlySpan<byte> word, ICollection<ResourceId> found)
    {
        if (word.Length is 0 or > LongestName)
            return;
        Span<char> name = stackalloc char[LongestName];
        if (volumes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Widen(word, name), out var volume))
            found.Add(volume);
    }

    private static Span<char> Widen(ReadOnlySpan<byte> word, Span<char> name)
    {
        for (var i = 0; i < word.Length; i++)
            name[i] = (char)word[i];
        return name[..word.Length];
    }
}
