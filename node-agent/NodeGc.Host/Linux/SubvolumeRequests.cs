namespace NodeGc.Host.Linux;

/// <summary>The numbers of btrfs's <c>ioctl</c> requests, the same on x64 and arm64. Source:
/// <c>linux/btrfs.h</c>.</summary>
internal static class SubvolumeRequests
{
    /// <summary>BTRFS_IOC_GET_SUBVOL_INFO: information about the subvolume of the descriptor.</summary>
    public const nuint Describe = 0x81f8943c;

    /// <summary>BTRFS_IOC_GET_SUBVOL_ROOTREF: the subvolumes directly in this one.</summary>
    public const nuint ListNested = 0xd000943d;

    /// <summary>BTRFS_IOC_INO_LOOKUP_USER: the name and path of a nested subvolume.</summary>
    public const nuint FindName = 0xd000943e;

    /// <summary>BTRFS_IOC_SNAP_DESTROY: deletes a subvolume by its name in a directory.</summary>
    public const nuint Delete = 0x5000940f;

    /// <summary>BTRFS_IOC_SUBVOL_GETFLAGS.</summary>
    public const nuint ReadFlags = 0x80089419;

    /// <summary>BTRFS_IOC_SUBVOL_SETFLAGS.</summary>
    public const nuint WriteFlags = 0x4008941a;

    /// <summary>BTRFS_ROOT_SUBVOL_RDONLY: the flag as returned by <see cref="Describe"/>, which is the on-disk
    /// value.</summary>
    public const ulong ReadOnlyInDescription = 1;

    /// <summary>BTRFS_SUBVOL_RDONLY: the same for <see cref="ReadFlags"/> and <see cref="WriteFlags"/>.</summary>
    public const ulong ReadOnlyFlag = 1UL << 1;
}
