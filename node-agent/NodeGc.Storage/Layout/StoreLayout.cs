using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers.Overlay2;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Layout;

/// <summary>What lies at the top of a data root, and which storage driver is in use there.</summary>
/// <param name="Entries">The names and what they are.</param>
/// <param name="Drivers">Drivers with a home that is not empty; vfs only where it holds layers.</param>
/// <param name="HasContainerdStore">Images are or were kept by a containerd that the engine runs itself.</param>
internal sealed record StoreLayout(ImmutableArray<DirectoryEntry> Entries, ImmutableArray<string> Drivers, bool HasContainerdStore)
{
    private const string ContainerdImages = "containerd/daemon/io.containerd.metadata.v1.bolt";

    /// <summary>Looks at the data root.</summary>
    /// <exception cref="LinuxException">It cannot be read.</exception>
    public static StoreLayout Read(StoreFolder root)
    {
        var entries = root.List(".");
        var drivers = entries.Select(entry => entry.Name.ToString()).Where(name => KnownNames.Drivers.Contains(name) && IsInUse(root, name));
        return new StoreLayout(entries, [.. drivers.Order(StringComparer.Ordinal)], root.FindStatus(ContainerdImages) is not null);
    }

    /// <summary>The driver that an engine would use here: the one it was told, else the only one that was used before, as the engine
    /// itself decides. Null where that is not clear.</summary>
    public string? FindDriver(string? told) => (told, Drivers) switch
    {
        ({ Length: > 0 }, _) => told,
        (_, [var only]) => only,
        (_, []) => Overlay2Driver.Name,
        _ => null,
    };

    /// <summary>vfs never counts by its home alone: before 1.7 every driver kept volumes there. It counts where it has metadata of images.</summary>
    private static bool IsInUse(StoreFolder root, string driver)
    {
        if (driver == KnownNames.Vfs && root.FindStatus($"image/{driver}") is null) return false;
        return root.FindStatus(driver) is not { Kind: FileKind.Directory } || !root.List(driver).IsEmpty;
    }
}
