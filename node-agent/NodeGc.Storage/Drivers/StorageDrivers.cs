using NodeGc.Storage.Drivers.Aufs;
using NodeGc.Storage.Drivers.Btrfs;
using NodeGc.Storage.Drivers.Overlay;
using NodeGc.Storage.Drivers.Overlay2;
using NodeGc.Storage.Drivers.Vfs;
using NodeGc.Storage.Reading;
using NodeGc.Storage.Volumes;

namespace NodeGc.Storage.Drivers;

/// <summary>Selects the reader of a driver's home.</summary>
internal static class StorageDrivers
{
    /// <summary>The reader for the pass's driver; null if its layers are not directories or it is unknown: then no
    /// layer is evaluated.</summary>
    public static IStorageDriver? Find(ReadPass pass, OldVolumes volumes) =>
        pass.Driver switch
        {
            DriverNames.Overlay2 or DriverNames.FuseOverlay => new Overlay2Driver(pass),
            DriverNames.Overlay => new OverlayDriver(pass),
            DriverNames.Aufs => new AufsDriver(pass),
            DriverNames.Btrfs => new BtrfsDriver(pass),
            DriverNames.Vfs => new VfsDriver(pass, volumes),
            _ => null,
        };
}
