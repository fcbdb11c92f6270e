using System.Security.Cryptography;
using NodeGc.Removal.Quarantining;
using NodeGc.Storage.Tests.Sweeping;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>
/// Everything in a data root, byte for byte: what is in a quarantine goes by the name that it has at home, so that
/// moving a thing changes nothing but <see cref="Kept"/>. Kinds, modes, owners, extended attributes, inodes and link
/// targets of everything; content, size, link count and time of files; times of directories within items, since those
/// around them change when an item leaves.
/// </summary>
internal sealed class WholeTree
{
    private const string NestedSubvolumeOfSnapshot = "2"; // Its time is whenever it is asked for.

    private static readonly string[] OwnFiles = ["journal", "journal.new", "lock"];

    private readonly SortedDictionary<string, string> entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> kept = [];
    private readonly List<string> strays = [];

    /// <param name="root">The data root.</param>
    /// <param name="homes">Where things in quarantines belong, by where they lie.</param>
    /// <param name="isOfItem">Whether a path is that of an item or within one.</param>
    public WholeTree(string root, IReadOnlyDictionary<string, string> homes, Func<string, bool> isOfItem)
    {
        var found = TempTree.Run("find", root, "-mindepth", "1", "-printf", "%P\t%y %m %U:%G\t%i\t%s\t%n %T@\t%l\\0");
        foreach (
            var entry in found.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('\t'))
        )
        {
            var home = FindHome(homes, entry[0]);
            if (home is null && IsOwn(entry[0]))
                AddStray(entry, homes);
            else
                Add(
                    home ?? entry[0],
                    Describe(Path.Combine(root, entry[0]), entry, isOfItem(home ?? entry[0])),
                    home is not null
                );
        }
    }

    /// <summary>Descriptions by path.</summary>
    public IReadOnlyDictionary<string, string> Entries => entries;

    /// <summary>The paths in quarantines.</summary>
    public IReadOnlySet<string> Kept => kept;

    /// <summary>What is in our own directories and is neither an item nor ours.</summary>
    public IReadOnlyList<string> Strays => strays;

    private static bool IsOwn(string path) =>
        path.Split('/').Any(part => part is WritableStore.OwnFolder or QuarantinePlaces.Inside);

    private static string? FindHome(IReadOnlyDictionary<string, string> homes, string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (homes.TryGetValue(path[..end], out var home))
                return home + path[end..];
        }
        return null;
    }

    private void Add(string path, string description, bool isKept)
    {
        if (!entries.TryAdd(path, description))
            strays.Add($"{path} (twice)");
        if (isKept)
            kept.Add(path);
    }

    /// <summary>Ours are the journal and the lock, and the folders above what is kept; what a run has left empty must
    /// be gone.</summary>
    private void AddStray(string[] entry, IReadOnlyDictionary<string, string> homes)
    {
        var path = entry[0];
        var isFolder =
            entry[1][0] == 'd'
            && (
                !path.Contains(SmallStore.RunName, StringComparison.Ordinal)
                || path.Contains(QuarantinePlaces.Inside, StringComparison.Ordinal)
                || homes.Keys.Any(place => place.StartsWith(path + "/", StringComparison.Ordinal))
            );
        if (!isFolder && !OwnFiles.Any(name => path == $"{WritableStore.OwnFolder}/{name}"))
            strays.Add(path);
    }

    private static string Describe(string file, string[] entry, bool isOfItem)
    {
        var (status, inode, size, change, target) = (entry[1], entry[2], entry[3], entry[4], entry[5]);
        if (status[0] == 'l')
        {
            // Short links are recreated.
            return $"{status} -> {target}{(isOfItem ? " " + ExtendedAttributes.Read(file) : "")}";
        }
        var times = status[0] == 'f' || (isOfItem && inode != NestedSubvolumeOfSnapshot) ? change : "";
        var content = status[0] == 'f' ? $"{size} {Digest(file)}" : "";
        return $"{status} {inode} {times} {content} {ExtendedAttributes.Read(file)}";
    }

    private static string Digest(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
