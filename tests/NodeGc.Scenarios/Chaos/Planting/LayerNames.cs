using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos.Planting;

/// <summary>
/// Finds layer directories whose names stand nowhere: in no file of the engine's metadata, read as plain bytes and by no code of the product, nor below a
/// directory whose name does. A name that stands only in a page which a database has given up counts as known.
/// </summary>
internal static class LayerNames
{
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>The directories that nothing names. The engine must be at rest.</summary>
    public static IReadOnlyCollection<string> FindUnnamed(PrivateDockerd dockerd)
    {
        var store = new LayerStore(dockerd);
        var texts = MetadataOf(dockerd).Select(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file))).ToList();
        var all = store.List();
        var reached = new Stack<string>(all.Where(name => texts.Exists(text => text.Contains(name, StringComparison.Ordinal))));
        var named = reached.ToHashSet();
        while (reached.TryPop(out var name))
            foreach (var lower in LowersOf(store, name).Where(named.Add))
                reached.Push(lower);
        return all.Except(named);
    }

    private static IEnumerable<string> MetadataOf(PrivateDockerd dockerd) =>
        from folder in new[] { $"image/{dockerd.StorageDriver}", "containers", "buildkit" }
        let path = Path.Combine(dockerd.DataRoot, folder)
        where Directory.Exists(path)
        from file in Directory.EnumerateFiles(path, "*", All)
        where !file.EndsWith(".log", StringComparison.Ordinal)
        select file;

    private static IReadOnlyList<string> LowersOf(LayerStore store, string name) =>
        File.Exists(Path.Combine(store.Home, name, "lower")) ? store.LowersOf(name) : [];
}
