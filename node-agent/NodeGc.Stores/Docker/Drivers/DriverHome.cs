namespace NodeGc.Stores.Docker.Drivers;

/// <summary>Where a storage driver stores its layer directories.</summary>
/// <param name="Driver">The driver's name, which is also that of its home below the data root.</param>
/// <param name="Folder">The folder of the directories, relative to the data root, for example <c>aufs/diff</c>.</param>
internal sealed record DriverHome(string Driver, string Folder)
{
    /// <summary>The home of <paramref name="driver"/>.</summary>
    public static DriverHome From(string driver) =>
        new(
            driver,
            driver switch
            {
                DriverNames.Aufs => "aufs/diff",
                DriverNames.Vfs => "vfs/dir",
                DriverNames.Btrfs => "btrfs/subvolumes",
                _ => driver,
            }
        );

    /// <summary>The path of <paramref name="directory"/>, relative to the data root.</summary>
    public string PathOf(string directory) => $"{Folder}/{directory}";
}
