using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Situations;

/// <summary>A filesystem of its own, mounted on a folder.</summary>
internal sealed class LoopDisk : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-l-");

    /// <param name="filesystem">One that has a <c>mkfs</c>, for example <c>ext4</c>.</param>
    public LoopDisk(string filesystem = "ext4")
    {
        Directory.CreateDirectory(Mountpoint);
        using (var image = File.Create(Image))
            image.SetLength(512 << 20);
        Run($"/sbin/mkfs.{filesystem}", "-q", Image);
        Run("/bin/mount", "-o", "loop", Image, Mountpoint);
    }

    public string Mountpoint => Path.Combine(folder.FullName, "mnt");

    private string Image => Path.Combine(folder.FullName, "disk");

    public void Dispose()
    {
        Run("/bin/umount", "--recursive", "--lazy", Mountpoint);
        folder.Delete(recursive: true);
    }

    private static void Run(string program, params string[] arguments) =>
        _ = new ExternalCommand(program, arguments).Run().Text;
}
