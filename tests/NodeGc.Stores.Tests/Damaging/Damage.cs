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

    private static readonly DamageKind[] OfLinks = [DamageKind.Deleted, DamageKind.Replaced, DamageKind.Folder, DamageKind.Link];

    /// <summary>The damage that follows from a seed.</summary>
    public static Damage Random(StoreTree tree, IReadOnlyList<string> paths, int seed)
    {
        var random = new Random(seed);
        var path = paths[random.Next(paths.Count)];
        var kinds = tree.Entries[path] is TreeEntry.Link ? OfLinks : Enum.GetValues<DamageKind>();
        return new Damage(path, kinds[random.Next(kinds.Length)], seed);
    }

    /// <summary>Damages the file.</summary>
    public void Apply(string root, StoreTree tree)
    {
        var at = System.IO.Path.Combine(root, Path);
        var content = tree.Entries[Path] is TreeEntry.File file ? file.Content : [];
        File.Delete(at);
        if (Kind == DamageKind.Folder) Directory.CreateDirectory(at);
        else if (Kind == DamageKind.Link) File.CreateSymbolicLink(at, "/etc/hostname");
        else if (Kind != DamageKind.Deleted) File.WriteAllBytes(at, Changed(content, new Random(Seed + 1)));
    }

    /// <summary>Makes it whole again.</summary>
    public void Undo(string root, StoreTree tree)
    {
        var at = System.IO.Path.Combine(root, Path);
        if (Kind == DamageKind.Folder) Directory.Delete(at);
        else File.Delete(at);
        tree.Write(root, Path);
    }

    private byte[] Changed(byte[] content, Random random) => Kind switch
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
        for (var i = random.Next(MostBytes); i >= 0 && changed.Length > 0; i--) changed[random.Next(changed.Length)] ^= (byte)random.Next(1, 256);
        return changed;
    }

    private static byte[] Misspelt(byte[] content, Random random)
    {
        byte[] changed = [.. content];
        int[] places = [.. Enumerable.Range(0, changed.Length).Where(i => char.IsAsciiLetterOrDigit((char)changed[i]))];
        for (var i = random.Next(MostBytes); i >= 0 && places.Length > 0; i--) changed[places[random.Next(places.Length)]] = (byte)Letters[random.Next(Letters.Length)];
        return changed;
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(200)];
        random.NextBytes(noise);
        return noise;
    }
}
