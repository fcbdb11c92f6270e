using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>A filesystem of its own, mounted on a folder.</summary>
internal sealed class LoopDisk : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-l-");

    public LoopDisk()
    {
        Directory.CreateDirectory(Mountpoint);
        using (var image = File.Create(Image))
            image.SetLength(256 << 20);
        Run("/sbin/mkfs.ext4", "-q", Image);
        Run("/bin/mount", "-o", "loop", Image, Mountpoint);
    }

    public string Mountpoint => Path.Combine(folder.FullName, "mnt");

    private string Image => Path.Combine(folder.FullName, "disk");

    public void Dispose()
    {
        Run("/bin/umount", "--recursive", "--lazy", Mountpoint);
        folder.Delete(recursive: true);
    }

    private static void Run(string program, params string[] arguments) => _ = new ExternalCommand(program, arguments).Run().Text;
}
