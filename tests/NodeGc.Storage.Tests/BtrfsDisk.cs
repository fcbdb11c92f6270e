using NodeGc.Host.Linux;

namespace NodeGc.Storage.Tests;

/// <summary>A real btrfs in a file, mounted for one test; needs root.</summary>
internal sealed class BtrfsDisk : IDisposable
{
    private readonly TempTree disk = new(TempTree.InMemory);

    public BtrfsDisk()
    {
        using (var image = File.Create(disk.At("image")))
            image.SetLength(160 << 20);
        TempTree.Run("mkfs.btrfs", "-q", "--nodiscard", disk.At("image"));
        disk.Mount("mnt", "-o", "loop", disk.At("image"));
    }

    /// <summary>The mounted filesystem.</summary>
    public string Root => disk.At("mnt");

    public string At(string path) => Path.Combine(Root, path);

    public string Folder(string path) => Directory.CreateDirectory(At(path)).FullName;

    /// <summary>A new subvolume with a file in it.</summary>
    public string Subvolume(string path, string content = "content")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        TempTree.Run("btrfs", "subvolume", "create", At(path));
        File.WriteAllText(Path.Combine(At(path), "file"), content);
        return At(path);
    }

    /// <summary>A snapshot, which is a subvolume too.</summary>
    public string Snapshot(string source, string path, bool isReadOnly = false)
    {
        TempTree.Run("btrfs", ["subvolume", "snapshot", .. isReadOnly ? (string[])["-r"] : [], At(source), At(path)]);
        return At(path);
    }

    /// <summary>Mounts on a folder, until the end of the test.</summary>
    public void Mount(string path, params string[] arguments) => disk.Mount(Path.Combine("mnt", path), arguments);

    public void Dispose() => disk.Dispose();
}
