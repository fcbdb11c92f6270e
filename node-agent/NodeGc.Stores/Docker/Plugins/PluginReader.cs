using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Plugins;

/// <summary>Lists the managed plugins. They own neither layer directories nor local volumes; they are only
/// reported.</summary>
internal sealed class PluginReader(ReadPass pass, StoreLayout layout)
{
    private const string Folder = "plugins";
    private const string Removing = "-removing";

    /// <summary>Adds every plugin, and remains of interrupted removals.</summary>
    public void Read() =>
        pass.MetadataReader.Read(
            Folder,
            DoubtScope.Nothing,
            () =>
            {
                var entries = pass.Root.List(Folder);
                if (entries.IsEmpty && layout.IsOfLaterEngine)
                    throw new MetadataDamagedException(
                        $"it is {(pass.Root.FindStatus(Folder) is null ? "missing" : "empty")}, so it is unknown "
                            + "which plugins were installed"
                    );
                foreach (var name in entries.Select(entry => entry.Name.ToString()))
                {
                    if (LayerNames.IsHex(name))
                        pass.Findings.Get(ResourceKind.Plugin, name);
                    else if (name.EndsWith(Removing, StringComparison.Ordinal))
                        pass.AddDebris($"{Folder}/{name}", "a partially removed plugin");
                }
            },
            Remedies.Plugins
        );
}
