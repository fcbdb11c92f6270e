namespace NodeGc.Testing.Stores.Engines.Drivers;

/// <summary>aufs: <c>diff/…</c> and <c>mnt/…</c>, and the file <c>layers/…</c> with all below, nearest first. Source:
/// moby, <c>daemon/graphdriver/aufs</c>.</summary>
internal sealed class AufsLayout() : DriverLayout("aufs", "aufs/diff")
{
    internal override void Prepare(StoreTree tree) => tree.Folder("aufs/diff", "aufs/layers", "aufs/mnt");

    internal override DriverDirectory MakeCommitted(StoreTree tree, string directory, DriverDirectory? on) =>
        Make(tree, directory, on, isWritable: false);

    internal override DriverDirectory MakeWritable(StoreTree tree, string directory, DriverDirectory? on) =>
        Make(tree, directory, on, isWritable: true);

    internal override IEnumerable<string> PathsOf(DriverDirectory directory) =>
        [$"aufs/diff/{directory.Name}", $"aufs/mnt/{directory.Name}", $"aufs/layers/{directory.Name}"];

    private static DriverDirectory Make(StoreTree tree, string directory, DriverDirectory? on, bool isWritable)
    {
        var below = DriverDirectory.Upon(on);
        tree.Folder($"aufs/diff/{directory}", $"aufs/mnt/{directory}")
            .File($"aufs/layers/{directory}", string.Concat(below.Select(parent => parent.Name + "\n")));
        return new DriverDirectory(directory, below, [.. below.Select(parent => parent.Name)], isWritable);
    }
}
