namespace NodeGc.Testing.Stores.Engines.Drivers;

/// <summary>vfs and btrfs: a complete tree per directory, and no word of what it was copied from. A subvolume of btrfs
/// is a plain directory here.</summary>
internal sealed class PlainLayout(string name, string home) : DriverLayout(name, home)
{
    internal override void Prepare(StoreTree tree) => tree.Folder(Home);

    internal override DriverDirectory MakeCommitted(StoreTree tree, string directory, DriverDirectory? on) =>
        Make(tree, directory, on, isWritable: false);

    internal override DriverDirectory MakeWritable(StoreTree tree, string directory, DriverDirectory? on) =>
        Make(tree, directory, on, isWritable: true);

    private DriverDirectory Make(StoreTree tree, string directory, DriverDirectory? on, bool isWritable)
    {
        tree.Folder($"{Home}/{directory}");
        return new DriverDirectory(directory, DriverDirectory.Upon(on), [], isWritable);
    }
}
