using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Reading;

/// <summary>A folder of the store, opened once; all below is reached from its descriptor and never through a symbolic
/// link.</summary>
internal sealed class StoreFolder : IDisposable
{
    /// <summary>The longest JSON or text file that is read, in bytes; a longer one is no metadata of an
    /// engine.</summary>
    public const int MaxFileLength = 64 << 20;

    private StoreFolder(DirectoryHandle handle, string path) => (Handle, Path) = (handle, path);

    public DirectoryHandle Handle { get; }

    /// <summary>Relative to the data root; empty for the data root itself.</summary>
    public string Path { get; }

    /// <summary>The data root; it may be given as a link.</summary>
    /// <exception cref="LinuxException">It cannot be opened.</exception>
    public static StoreFolder Open(string dataRoot) => new(DirectoryHandle.Open(dataRoot), "");

    /// <summary>The folder <paramref name="name"/>, which may be a mount of its own; null where nothing has that
    /// name.</summary>
    /// <exception cref="LinuxException">It is a link, no folder, or not to be read.</exception>
    public StoreFolder? FindFolder(string name) =>
        Handle.FindBeneathAcrossMounts(name) is { } handle ? new StoreFolder(handle, At(name)) : null;

    /// <summary>The names and kinds below; empty where <paramref name="name"/> does not exist.</summary>
    /// <exception cref="LinuxException">It is a link, no folder, or not to be read.</exception>
    public ImmutableArray<DirectoryEntry> List(string name)
    {
        using var folder = FindFolder(name);
        return folder is null ? [] : folder.Handle.List();
    }

    /// <summary>The status of what lies at <paramref name="name"/>; null where nothing does.</summary>
    public FileStatus? FindStatus(string name) => Handle.FindStat(name);

    /// <summary>As <see cref="FindStatus"/>, but a subvolume of btrfs is told by itself and not by the directory that
    /// it was copied from.</summary>
    public FileStatus? FindIdentity(string name) => Handle.FindIdentity(name);

    /// <summary>The content of a file; null where it does not exist.</summary>
    /// <exception cref="LinuxException">It is a link, no regular file, longer than <see cref="MaxFileLength"/>, or not
    /// to be read.</exception>
    public byte[]? FindFile(string name) => Handle.FindFile(name, MaxFileLength);

    /// <summary>The content of a file that has to exist.</summary>
    /// <exception cref="MetadataDamagedException">It does not.</exception>
    public byte[] GetFile(string name) => FindFile(name) ?? throw new MetadataDamagedException($"{name} is missing");

    /// <summary>The content of a short text file without white space around it; null where it does not exist.</summary>
    public string? FindText(string name) =>
        FindFile(name) is { } content ? System.Text.Encoding.UTF8.GetString(content).Trim() : null;

    /// <summary>Opens a file; null where it does not exist.</summary>
    public SafeFileHandle? FindFileHandle(string name) => Handle.FindFileHandle(name);

    /// <summary>The path of <paramref name="name"/> relative to the data root.</summary>
    public string At(string name) => Path.Length == 0 ? name : $"{Path}/{name}";

    public void Dispose() => Handle.Dispose();
}
