using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Volumes;

/// <summary>
/// Volume data of Docker before 1.7: directories of <c>vfs/dir</c>, whatever the storage driver. They are identified by
/// the directory of the same name in <c>volumes</c> or, after an upgrade, the link <c>_data</c> in it. By name, since
/// the link dangles once the data root was moved.
/// </summary>
internal sealed class OldVolumes
{
    /// <summary>The directory of the data.</summary>
    public const string Folder = "vfs/dir";

    private const string Volumes = "volumes";
    private readonly HashSet<string> directories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> data = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> bindMounts = new(StringComparer.Ordinal);

    /// <summary>Reads all directories of <c>volumes</c>. Runs before layer directories are listed.</summary>
    public static OldVolumes Read(ReadPass pass)
    {
        var old = new OldVolumes();
        pass.MetadataReader.Read(Volumes, Owners.Volumes, () =>
        {
            if (pass.FindFolder(Volumes) is not { } folder || pass.FindFolder(Folder) is not { } home)
                return;
            foreach (
                var entry in folder
                    .Handle.List()
                    .Where(entry => entry.Kind is FileKind.Directory or FileKind.SymbolicLink)
            )
                old.Add(folder, home, entry.Name.ToString());
        });
        return old;
    }

    /// <summary>Whether the directory of <c>vfs/dir</c> is volume data.</summary>
    public bool HasData(string directory) => directories.Contains(directory);

    /// <summary>The directory of <c>vfs/dir</c> with the data of <paramref name="volume"/>; null for volumes of later
    /// engines.</summary>
    public string? FindDataOf(string volume) => data.GetValueOrDefault(volume);

    /// <summary>Records that the record <paramref name="volume"/> has a path on the host.</summary>
    public void AddBindMount(string path, string volume)
    {
        if (!bindMounts.TryGetValue(path, out var records))
            bindMounts.Add(path, records = []);
        records.Add(volume);
    }

    /// <summary>The records of bind mounts of a path.</summary>
    public IReadOnlyList<string> FindBindMounts(string path) => bindMounts.GetValueOrDefault(path, []);

    private void Add(StoreFolder folder, StoreFolder home, string volume)
    {
        Add(home, volume, volume);
        if (folder.FindStatus($"{volume}/_data") is not { Kind: FileKind.SymbolicLink })
            return;
        if (folder.Handle.ReadLink($"{volume}/_data").FindText() is not { } target)
            return;
        var parts = target.TrimEnd('/').Split('/');
        if (parts is [.., "vfs", "dir", var name])
            Add(home, volume, name);
    }

    private void Add(StoreFolder home, string volume, string directory)
    {
        if (!LayerNames.IsHex(directory) || home.FindStatus(directory) is null)
            return;
        directories.Add(directory);
        data[volume] = directory;
    }
}
