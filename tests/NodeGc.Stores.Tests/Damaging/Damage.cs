using NodeGc.Testing.Stores.Engines;

namespace NodeGc.Stores.Tests.Damaging;

/// <summary>Damage to one file or link of a store.</summary>
/// <param name="Path">Which, relative to the data root.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Seed">From which the rest follows.</param>
internal sealed record Damage(string Path, DamageKind Kind, int Seed)
{
    private const int MostBytes = 8;
    private const string Letters = "0123456789abcdefghijklmnopqrstuvwxyz";

    private static readonly DamageKind[] OfLinks =
    [
        DamageKind.Deleted,
        DamageKind.Replaced,
        DamageKind.Folder,
        DamageKind.Link,
    ];

    /// <summary>The damage that follows from a seed: to each sort of file as often as to any other, however many there
    /// are.</summary>
    /// <param name="tree">The store.</param>
    /// <param name="sorts">Its files, sorted by what they are.</param>
    /// <param name="seed">The seed.</param>
    public static Damage Random(StoreTree tree, IReadOnlyList<IReadOnlyList<string>> sorts, int seed)
    {
        var random = new Random(seed);
        var sort = sorts[random.Next(sorts.Count)];
        var path = sort[random.Next(sort.Count)];
        var kinds = tree.Entries[path] is TreeEntry.Link ? OfLinks : Enum.GetValues<DamageKind>();
        return new Damage(path, kinds[random.Next(kinds.Length)], seed);
    }

    /// <summary>Damages the file.</summary>
    public void Apply(string root, StoreTree tree)
    {
        var at = System.IO.Path.Combine(root, Path);
        var content = tree.Entries[Path] is TreeEntry.File file ? file.Content : [];
        File.Delete(at);
        if (Kind == DamageKind.Folder)
            Directory.CreateDirectory(at);
        else if (Kind == DamageKind.Link)
            File.CreateSymbolicLink(at, "/etc/hostname");
        else if (Kind != DamageKind.Deleted)
            File.WriteAllBytes(at, Changed(content, new Random(Seed + 1)));
    }

    /// <summary>Makes it whole again.</summary>
    public void Undo(string root, StoreTree tree)
    {
        var at = System.IO.Path.Combine(root, Path);
        if (Kind == DamageKind.Folder)
            Directory.Delete(at);
        else
            File.Delete(at);
        tree.Write(root, Path);
    }

    private byte[] Changed(byte[] content, Random random) =>
        Kind switch
        {
            DamageKind.Truncated => content.Length == 0 ? [] : content[..random.Next(content.Length)],
            DamageKind.Flipped => Flipped(content, random),
            DamageKind.Misspelt => Misspelt(content, random),
            DamageKind.Emptied => [],
            _ => Noise(random),
        };

    private static byte[] Flipped(byte[] content, Random random)
    {
        byte[] changed = [.. content];
        for (var i = Count(random); i > 0 && changed.Length > 0; i--)
            changed[random.Next(changed.Length)] ^= (byte)random.Next(1, 256);
        return changed;
    }

    private static byte[] Misspelt(byte[] content, Random random)
    {
        byte[] changed = [.. content];
        int[] places = [.. Enumerable.Range(0, changed.Length).Where(i => char.IsAsciiLetterOrDigit((char)changed[i]))];
        for (var i = Count(random); i > 0 && places.Length > 0; i--)
            changed[places[random.Next(places.Length)]] = (byte)Letters[random.Next(Letters.Length)];
        return changed;
    }

    /// <summary>One or up to eight, the one as often as all others together: the less is changed, the harder it is to
    /// see.</summary>
    private static int Count(Random random) => random.Next(2) == 0 ? 1 : random.Next(2, MostBytes + 1);

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(200)];
        random.NextBytes(noise);
        return noise;
    }
}
