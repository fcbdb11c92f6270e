namespace NodeGc.Testing.Stores.Engines.Drivers;

/// <summary>
/// overlay, the first one: an image's layer is a complete tree in <c>root</c>, hard-linked to the one below; what is
/// written into has <c>upper</c>, <c>work</c>, <c>merged</c> and <c>lower-id</c>, the name of an image's layer. Source:
/// moby, <c>daemon/graphdriver/overlay/overlay.go</c>.
/// </summary>
internal sealed class FirstOverlayLayout() : DriverLayout("overlay", "overlay")
{
    internal override void Prepare(StoreTree tree) => tree.Folder(Home);

    internal override DriverDirectory MakeCommitted(StoreTree tree, string directory, DriverDirectory? on)
    {
        tree.Folder($"{Home}/{directory}/root");
        return new DriverDirectory(directory, DriverDirectory.Upon(on), [], IsWritable: false);
    }

    internal override DriverDirectory MakeWritable(StoreTree tree, string directory, DriverDirectory? on)
    {
        if (on is null)
            return MakeCommitted(tree, directory, on) with { IsWritable = true };
        // The init layer's files are copied, so that what stands upon it names the image's layer below it.
        var below = DriverDirectory.Upon(on);
        var image = below.FirstOrDefault(parent => !parent.IsWritable) ?? on;
        tree.Folder($"{Home}/{directory}/upper", $"{Home}/{directory}/work", $"{Home}/{directory}/merged")
            .File($"{Home}/{directory}/lower-id", image.Name);
        return new DriverDirectory(directory, below, [image.Name], IsWritable: true);
    }
}
