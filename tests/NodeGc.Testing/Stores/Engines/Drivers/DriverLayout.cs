using System.Collections.Immutable;

namespace NodeGc.Testing.Stores.Engines.Drivers;

/// <summary>How a storage driver lays out its home.</summary>
/// <param name="name">The driver's name, for example <c>aufs</c>.</param>
/// <param name="home">Its directories, relative to the data root, for example <c>btrfs/subvolumes</c>.</param>
public abstract class DriverLayout(string name, string home)
{
    /// <summary>Every driver whose layers are directories.</summary>
    public static ImmutableArray<DriverLayout> All { get; } =
    [
        new OverlayLayout("overlay2"),
        new OverlayLayout("fuse-overlayfs"),
        new FirstOverlayLayout(),
        new AufsLayout(),
        new PlainLayout("vfs", "vfs/dir"),
        new PlainLayout("btrfs", "btrfs/subvolumes"),
    ];

    /// <summary>The driver's name.</summary>
    public string Name => name;

    /// <summary>Where its directories lie, relative to the data root.</summary>
    public string Home => home;

    /// <summary>The layout of the driver <paramref name="name"/>.</summary>
    public static DriverLayout From(string name) => All.Single(driver => driver.Name == name);

    /// <summary>Where the data of a directory lies, relative to the data root.</summary>
    public string PathOf(DriverDirectory directory) => PathsOf(directory).First();

    /// <inheritdoc/>
    public override string ToString() => name;

    /// <summary>Makes the home itself.</summary>
    internal abstract void Prepare(StoreTree tree);

    /// <summary>Makes the directory of an image's layer.</summary>
    internal abstract DriverDirectory MakeCommitted(StoreTree tree, string directory, DriverDirectory? on);

    /// <summary>Makes a directory to write into: of a container, of its init layer, of a build.</summary>
    internal abstract DriverDirectory MakeWritable(StoreTree tree, string directory, DriverDirectory? on);

    /// <summary>All paths that make up a directory.</summary>
    internal virtual IEnumerable<string> PathsOf(DriverDirectory directory) => [$"{home}/{directory.Name}"];
}
