using System.Collections.Immutable;

namespace NodeGc.Testing.Stores.Engines.Drivers;

/// <summary>
/// overlay2 and fuse-overlayfs: <c>diff</c>, <c>link</c>, <c>lower</c>, <c>work</c> in each directory, and the short
/// links <c>l/…</c>. Source: moby, <c>daemon/graphdriver/overlay2/overlay.go</c>.
/// </summary>
internal sealed class OverlayLayout(string name) : DriverLayout(name, name)
{
    internal override void Prepare(StoreTree tree) => tree.Folder($"{Home}/l");

    internal override DriverDirectory MakeCommitted(StoreTree tree, string directory, DriverDirectory? on) =>
        Make(tree, directory, on, isWritable: false);

    internal override DriverDirectory MakeWritable(StoreTree tree, string directory, DriverDirectory? on) =>
        Make(tree, directory, on, isWritable: true);

    internal override IEnumerable<string> PathsOf(DriverDirectory directory) =>
        [$"{Home}/{directory.Name}", $"{Home}/l/{ShortNameOf(directory.Name)}"];

    /// <summary>The short name that belongs to a directory.</summary>
    internal static string ShortNameOf(string directory) => EngineNames.Short(directory);

    private DriverDirectory Make(StoreTree tree, string directory, DriverDirectory? on, bool isWritable)
    {
        var below = DriverDirectory.Upon(on);
        tree.Folder($"{Home}/{directory}/diff")
            .Link($"{Home}/l/{ShortNameOf(directory)}", $"../{directory}/diff")
            .File($"{Home}/{directory}/link", ShortNameOf(directory));
        if (on is not null)
        {
            tree.Folder($"{Home}/{directory}/work").File($"{Home}/{on.Name}/committed", "");
            tree.File(
                $"{Home}/{directory}/lower",
                string.Join(':', below.Select(parent => $"l/{ShortNameOf(parent.Name)}"))
            );
        }
        return new DriverDirectory(directory, below, [.. below.Select(parent => parent.Name)], isWritable);
    }
}
