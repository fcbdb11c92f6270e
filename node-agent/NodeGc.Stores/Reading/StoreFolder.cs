using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using NodeGc.Host.Linux;

namespace NodeGc.Stores.Reading;

/// <summary>A directory of the store, opened once; everything below is opened from its descriptor and never through a
/// symbolic link.</summary>
internal sealed class StoreFolder : IDisposable
{
    /// <summary>Maximum size of JSON and text files in bytes; larger ones are not engine metadata.</summary>
    public const int MaxFileLength = 64 << 20;

    private StoreFolder(DirectoryHandle handle, string path) => (Handle, Path) = (handle, path);

    public DirectoryHandle Handle { get; }

    /// <summary>Relative to the data root; empty for the data root itself.</summary>
    public string Path { get; }

    /// <summary>The data root; it may be given as a link.</summary>
    /// <exception cref="LinuxException">It cannot be opened.</exception>
    public static StoreFolder Open(string dataRoot) => new(DirectoryHandle.Open(dataRoot), "");

    /// <summary>The directory <paramref name="name"/>, which may be a separate mount; null if it does not
    /// exist.</summary>
    /// <exception cref="LinuxException">It is a link, not a directory, or not readable.</exception>
    public StoreFolder? FindFolder(string name) =>
        Handle.FindBeneathAcrossMounts(name) is { } handle ? new StoreFolder(handle, At(name)) : null;

    /// <summary>The entries of <paramref name="name"/>; empty if it does not exist.</summary>
    /// <exception cref="LinuxException">It is a link, not a directory, or not readable.</exception>
    public ImmutableArray<DirectoryEntry> List(string name)
    {
        using var folder = FindFolder(name);
        return folder is null ? [] : folder.Handle.List();
    }

    /// <summary>The status of <paramref name="name"/>; null if it does not exist.</summary>
    public FileStatus? FindStatus(string name) => Handle.FindStat(name);

    /// <summary>As <see cref="FindStatus"/>, but identifies a btrfs subvolume itself and not the directory that it was
    /// copied from.</summary>
    public FileStatus? FindIdentity(string name) => Handle.FindIdentity(name);

    /// <summary>The content of a file; null if it does not exist.</summary>
    /// <exception cref="LinuxException">It is a link, not a regular file, larger than <see cref="MaxFileLength"/>, or
    /// not readable.</exception>
    public byte[]? FindFile(string name) => Handle.FindFile(name, MaxFileLength);

    /// <summary>The content of a required file.</summary>
    /// <exception cref="MetadataDamagedException">It does not exist.</exception>
    public byte[] GetFile(string name) => FindFile(name) ?? throw new MetadataDamagedException($"{name} is missing");

    /// <summary>The trimmed content of a short text file; null if it does not exist.</summary>
    public string? FindText(string name) =>
        FindFile(name) is { } content ? System.Text.Encoding.UTF8.GetString(content).Trim() : null;

    /// <summary>Opens a file; null if it does not exist.</summary>
    public SafeFileHandle? FindFileHandle(string name) => Handle.FindFileHandle(name);

    /// <summary>The path of <paramref name="name"/> relative to the data root.</summary>
    public string At(string name) => Path.Length == 0 ? name : $"{Path}/{name}";

    public void Dispose() => Handle.Dispose();
}
