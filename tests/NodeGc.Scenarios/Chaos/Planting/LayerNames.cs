using System.Collections.Immutable;
using System.Text;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos.Planting;

/// <summary>
/// Finds layer directories whose names stand nowhere: in no file of the engine's metadata, searched as plain bytes and
/// by no code of the product, nor below a directory whose name does. A name that stands only in a page which a database
/// has given up counts as known.
/// </summary>
internal static class LayerNames
{
    private const string Init = "-init";
    private static readonly ImmutableArray<string> Metadata = ["image", "containers", "buildkit"];

    /// <summary>The directories that nothing names. The engine must be at rest.</summary>
    public static IReadOnlyCollection<string> FindUnnamed(PrivateDockerd dockerd)
    {
        var store = new LayerStore(dockerd);
        var all = store.List();
        var written = FindIn(dockerd.DataRoot, all.Union(all.Select(StemOf)));
        var reached = new Stack<string>(all.Where(name => written.Contains(name) || written.Contains(StemOf(name))));
        var named = reached.ToHashSet();
        while (reached.TryPop(out var name))
            foreach (var lower in LowersOf(store, name).Where(named.Add))
                reached.Push(lower);
        return all.Except(named);
    }

    /// <summary>By grep, which asks for no lock: the engine holds some on its databases.</summary>
    private static HashSet<string> FindIn(string dataRoot, ImmutableHashSet<string> names)
    {
        var folders = Metadata.Select(folder => Path.Combine(dataRoot, folder)).Where(Directory.Exists);
        var grep = new ExternalCommand("/bin/grep", ["-rhoaF", "--exclude=*.log", "-f", "-", .. folders])
        {
            Input = Encoding.ASCII.GetBytes(string.Join('\n', names)),
        };
        return grep.Run().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
    }

    /// <summary>A container's first directory is named by the other one: an engine that dies early has written down
    /// only that.</summary>
    private static string StemOf(string name) =>
        name.EndsWith(Init, StringComparison.Ordinal) ? name[..^Init.Length] : name;

    private static IReadOnlyList<string> LowersOf(LayerStore store, string name) =>
        File.Exists(Path.Combine(store.Home, name, "lower")) ? store.LowersOf(name) : [];
}
