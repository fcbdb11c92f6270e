using NodeGc.Collector.Inventories;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Plugins;

/// <summary>Lists the managed plugins. They own no layer directory; they are told for the sake of a whole picture.</summary>
internal sealed class PluginReader(ReadPass pass)
{
    private const string Folder = "plugins";
    private const string Removing = "-removing";

    /// <summary>Adds every plugin, and what interrupted removals left.</summary>
    public void Read() => pass.Pieces.Read(Folder, DoubtScope.Everything, () =>
    {
        foreach (var name in pass.Root.List(Folder).Select(entry => entry.Name.ToString()))
        {
            if (LayerNames.IsHex(name)) pass.Findings.Get(ResourceKind.Plugin, name);
            else if (name.EndsWith(Removing, StringComparison.Ordinal)) pass.AddDebris($"{Folder}/{name}", "a plugin whose removal was interrupted");
        }
    });
}
