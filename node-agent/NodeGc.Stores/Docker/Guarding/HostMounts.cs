using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Host.Kernel;
using NodeGc.Host.Linux;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Stores.Docker.Guarding;

/// <summary>
/// Unmounts mounts of the host whose container is gone. Never forced and never lazy: the kernel refuses what is in use.
/// Safe against another mount in its place because its identity includes the kernel's mount id, and against another
/// data root because its directory must be the one in this data root.
/// </summary>
/// <param name="procRoot">The host's <c>/proc</c>.</param>
/// <param name="dataRoot">The data root as this process sees it.</param>
public sealed class HostMounts(string procRoot, string dataRoot)
{
    /// <summary>Where engines mount the layers of a container, in the directory of its top layer.</summary>
    private const string MountedAt = "merged";

    /// <summary>Unmounts <paramref name="item"/> if it is the mount that was planned.</summary>
    /// <exception cref="LinuxException">It failed: missing capability, or its directory is a different one.</exception>
    public RemovalResult Unmount(PlanItem item)
    {
        if (FindMount(item.Identity) is not { } mount)
            return RemovalResult.Changed;
        var folder = mount.MountPoint[..^(MountedAt.Length + 1)];
        var place = string.Join('/', folder.Split('/')[^2..]);
        using var root = DirectoryHandle.Open(dataRoot);
        using var seen = root.FindBeneathAcrossMounts(place);
        return seen is null ? RemovalResult.Changed : Unmount(folder, seen.Stat().Fingerprint);
    }

    /// <summary>The directory in which the layers of a container are mounted; null for other mounts.</summary>
    internal static ResourceId? FindLayer(MountLine mount) =>
        mount.Type == "overlay" && mount.MountPoint.Split('/') is [.., var driver, var name, MountedAt]
            ? ResourceId.LayerDirectory(driver, name)
            : null;

    private MountLine? FindMount(Fingerprint identity)
    {
        var mounts = new ProcFiles().ReadFile($"{procRoot}/{HostNamespace.Find(procRoot)}/mountinfo", out _);
        foreach (var range in mounts.Split((byte)'\n'))
        {
            if (MountLine.IdentityOf(mounts[range]) == identity)
                return MountLine.Find(mounts[range]);
        }
        return null;
    }

    private RemovalResult Unmount(string folder, Fingerprint expected) => HostNamespace.Run(procRoot, () =>
        {
            using var layer = DirectoryHandle.Open(folder);
            return layer.Stat().Fingerprint != expected ? RemovalResult.Changed
                : layer.Unmount(MountedAt) ? RemovalResult.Gone
                : RemovalResult.InUse;
        });
}
