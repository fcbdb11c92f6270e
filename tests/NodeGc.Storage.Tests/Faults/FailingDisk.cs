using System.Runtime.InteropServices;
using NodeGc.Host.Linux;
using NodeGc.Storage.Tests.Crashing;
using NodeGc.Testing.Docker;

namespace NodeGc.Storage.Tests.Faults;

/// <summary>A real ext4 in a file, which can be made to fail while in use, and be remounted; needs
/// root.</summary>
internal sealed unsafe partial class FailingDisk : IDisposable
{
    private const nuint Shutdown = 0x8004587D; // EXT4_IOC_SHUTDOWN: _IOR('X', 125, __u32)
    private const uint WithoutFlush = 2;
    private readonly TempTree disk = new(TempTree.InMemory);
    private readonly string device;

    public FailingDisk()
    {
        using (var image = File.Create(disk.At("image")))
            image.SetLength(64 << 20);
        TempTree.Run("mkfs.ext4", "-q", disk.At("image"));
        device = TempTree.Run("losetup", "--find", "--show", disk.At("image")).Trim();
        Directory.CreateDirectory(Root);
        Mount();
    }

    /// <summary>The mounted filesystem.</summary>
    public string Root => disk.At("mnt");

    /// <summary>From now on every access that needs the disk fails with EIO, and what was not synced is lost.</summary>
    public void Fail()
    {
        using var root = DirectoryHandle.Open(Root);
        var flags = WithoutFlush;
        if (Control(root.Descriptor, Shutdown, &flags) != 0)
            throw new IOException($"the disk cannot be made to fail: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Makes what was written so far survive <see cref="Fail"/>.</summary>
    public void Sync() => TempTree.Run("sync", "-f", Root);

    /// <summary>Mounts it again; nothing on it may be open. While a copy of the mount lives in another namespace, as
    /// every start of a container makes for a moment, the kernel would mount the same broken filesystem.</summary>
    public void Heal() => Deadline.Await("the disk to be whole again", () =>
        {
            Deadline.Await("the disk to be released", () => Commands.Run("umount", [Root]).Status == 0);
            Mount();
            return IsWhole();
        });

    private bool IsWhole()
    {
        var probe = Path.Combine(Root, "probe");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        TempTree.Run("umount", "-l", Root);
        TempTree.Run("losetup", "--detach", device);
        disk.Dispose();
    }

    private void Mount() => TempTree.Run("mount", "-t", "ext4", device, Root);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request, uint* argument);
}
