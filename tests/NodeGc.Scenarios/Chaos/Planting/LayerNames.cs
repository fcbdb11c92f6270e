using System.Collections.Immutable;
using System.Text;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos.Planting;

/// <summary>
/// Finds layer directories whose names stand nowhere: in no file of the engine's metadata, searched as plain bytes and by no code of the product, nor below a
/// directory whose name does. A name that stands only in a page which a database has given up counts as known.
/// </summary>
internal static class LayerNames
{
    private static readonly ImmutableArray<string> Metadata = ["image", "containers", "buildkit"];

    /// <summary>The directories that nothing names. The engine must be at rest.</summary>
    public static IReadOnlyCollection<string> FindUnnamed(PrivateDockerd dockerd)
    {
        var store = new LayerStore(dockerd);
        var all = store.List();
        var reached = new Stack<string>(FindIn(dockerd.DataRoot, all));
        var named = reached.ToHashSet();
        while (reached.TryPop(out var name))
            foreach (var lower in LowersOf(store, name).Where(named.Add))
                reached.Push(lower);
        return all.Except(named);
    }

    /// <summary>By grep, which asks for no lock: the engine holds some on its databases.</summary>
    private static IEnumerable<string> FindIn(string dataRoot, ImmutableHashSet<string> names)
    {
        var folders = Metadata.Select(folder => Path.Combine(dataRoot, folder)).Where(Directory.Exists);
        var grep = new ExternalCommand("/bin/grep", ["-rhoaF", "--exclude=*.log", "-f", "-", .. folders]) { Input = Encoding.ASCII.GetBytes(string.Join('\n', names)) };
        return grep.Run().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct();
    }

    private static IReadOnlyList<string> LowersOf(LayerStore store, string name) =>
        File.Exists(Path.Combine(store.Home, name, "lower")) ? store.LowersOf(name) : [];
}
