using NodeGc.Collector.Planning;
using NodeGc.Storage.Tests.Sweeping;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>A kind of store with what is to be swept in it. A further class or driver is one more line here: all crash
/// tests then hold for it.</summary>
/// <param name="Name">What it holds.</param>
/// <param name="Fill">Makes the items.</param>
/// <param name="NeedsBtrfs">Whether it needs subvolumes, and so a disk of its own.</param>
internal sealed record StoreKind(string Name, Func<SmallStore, PlanItem[]> Fill, bool NeedsBtrfs = false)
{
    public static readonly IReadOnlyList<StoreKind> All =
    [
        new("overlay2 and volumes", store =>
            [store.Layer('a'), store.Layer('b'), store.OrphanVolume("lost"), store.KnownVolume("pg")]
        ),
        new("fuse-overlayfs, overlay and vfs", store =>
            [
                store.Layer('a', driver: "fuse-overlayfs"),
                store.PlainLayer("overlay", "overlay", 'b'),
                store.PlainLayer("vfs", "vfs/dir", 'c'),
            ]
        ),
        new("aufs", store => [store.AufsLayer('a'), store.AufsLayer('b')]),
        new("aufs on a mount of its own", store => [store.Mounted("aufs").AufsLayer('a')]),
        new("debris", store =>
            [
                store.DebrisFolder("tmp-old"),
                store.DebrisLink('z'),
                store.DebrisFile("image/overlay2/imagedb/content/sha256/.tmp-1"),
            ]
        ),
        new("debris on mounts of its own", store =>
            [
                store.Mounted("overlay2").Mounted("image").DebrisLink('z'),
                store.DebrisFolder("image/overlay2/layerdb/tmp/write-set-1"),
            ]
        ),
        new("what a stopped engine knows", store =>
            [store.KnownLayer('a'), store.KnownLayer('b'), store.AufsRemoval('c')]
        ),
        new("whole stores", store => [store.Store("aufs"), store.Store("vfs")]),
        new("btrfs", store => [store.BtrfsLayer('a'), store.BtrfsLayer('b')], NeedsBtrfs: true),
        new("btrfs on a mount of its own", store => [store.Mounted("btrfs").BtrfsLayer('a')], NeedsBtrfs: true),
        new("a whole store of btrfs", store => [store.BtrfsStore()], NeedsBtrfs: true),
    ];

    public static StoreKind Named(string name) => All.Single(kind => kind.Name == name);

    public override string ToString() => Name;
}
