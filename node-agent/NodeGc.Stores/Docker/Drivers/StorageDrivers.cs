using NodeGc.Stores.Docker.Drivers.Aufs;
using NodeGc.Stores.Docker.Drivers.Btrfs;
using NodeGc.Stores.Docker.Drivers.Overlay;
using NodeGc.Stores.Docker.Drivers.Overlay2;
using NodeGc.Stores.Docker.Drivers.Vfs;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Docker.Volumes;

namespace NodeGc.Stores.Docker.Drivers;

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
