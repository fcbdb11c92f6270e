using NodeGc.Testing.Docker;

namespace NodeGc.Agent.Tests.BadInput;

/// <summary>A mount that lasts as long as a test.</summary>
internal sealed class Mounts : IDisposable
{
    private readonly string point;

    private Mounts(string point, params string[] arguments)
    {
        this.point = Directory.CreateDirectory(point).FullName;
        Mount(arguments);
    }

    /// <summary>A small filesystem of its own.</summary>
    public static Mounts Small(string point, int mebibytes) =>
        new(point, "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", point);

    /// <summary>What lies at <paramref name="point"/> already, as a mount of its own.</summary>
    public static Mounts Same(string point) => new(point, "--bind", point, point);

    /// <summary>What lies at <paramref name="point"/> already, forbidden to be changed.</summary>
    public static Mounts ReadOnly(string point)
    {
        var mounts = new Mounts(point, "--bind", point, point);
        Mount("-o", "remount,bind,ro", point);
        return mounts;
    }

    /// <summary>An ext4 filesystem in the file <paramref name="image"/>, of which root alone may fill a part.</summary>
    public static Mounts Reserving(string point, string image, int mebibytes, int percentOfRoot)
    {
        using (var file = File.Create(image))
            file.SetLength((long)mebibytes << 20);
        _ = new ExternalCommand("/sbin/mkfs.ext4", "-q", "-m", $"{percentOfRoot}", image).Run().Text;
        return new(point, "-o", "loop", image, point);
    }

    /// <summary>Writes a file until its filesystem is full.</summary>
    public static void Fill(string path)
    {
        using var file = File.Create(path);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // The disk is full, as it was meant to be.
        }
    }

    public void Dispose() => _ = new ExternalCommand("/bin/umount", point).Run().Text;

    private static void Mount(params string[] arguments) => _ = new ExternalCommand("/bin/mount", arguments).Run().Text;
}
