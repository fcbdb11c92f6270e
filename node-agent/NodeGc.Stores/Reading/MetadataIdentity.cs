using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Host.Linux;

namespace NodeGc.Stores.Reading;

/// <summary>
/// Identifies the current state of a piece of metadata as text: for a file its device, inode, birth, size and content;
/// for a directory its identity, entries and modification time; for a missing one the nearest existing parent and its
/// modification time.
/// </summary>
public static class MetadataIdentity
{
    private const string DataRoot = ".";

    /// <summary>The identity of <paramref name="path"/>, relative to <paramref name="dataRoot"/>; null if it cannot be
    /// read.</summary>
    public static string? Find(string dataRoot, string path)
    {
        try
        {
            using var root = StoreFolder.Open(dataRoot);
            return root.FindStatus(path) switch
            {
                null => FindMissing(root, path),
                { Kind: FileKind.Directory } folder => string.Create(
                    CultureInfo.InvariantCulture,
                    $"folder {Place(folder)} {folder.ModifiedNanoseconds} {DigestOfNames(root, path)}"
                ),
                { Kind: FileKind.File } file => FindFile(root, path, file),
                _ => null,
            };
        }
        catch (LinuxException)
        {
            return null;
        }
    }

    private static string? FindFile(StoreFolder root, string path, FileStatus status) =>
        root.FindFile(path) is { } content
            ? string.Create(CultureInfo.InvariantCulture, $"file {Place(status)} {content.Length} {Digest(content)}")
            : null;

    /// <summary>Creating and removing entries changes a directory's time. The data root's own time is not used: the
    /// engine and this program create and remove directories there.</summary>
    private static string FindMissing(StoreFolder root, string path)
    {
        var above = StorePath.From(path).Folder;
        while (root.FindStatus(above) is null)
            above = StorePath.From(above).Folder;
        var folder = root.Handle.Stat(above);
        var modified = above == DataRoot ? 0 : folder.ModifiedNanoseconds;
        return string.Create(CultureInfo.InvariantCulture, $"missing below {above} {Place(folder)} {modified}");
    }

    private static string DigestOfNames(StoreFolder root, string path)
    {
        var names = root.List(path).Select(entry => $"{entry.Kind} {entry.Name}").Order(StringComparer.Ordinal);
        return Digest(Encoding.UTF8.GetBytes(string.Join('\n', names)));
    }

    private static string Place(FileStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"{status.Device}:{status.Inode}:{status.BornNanoseconds}");

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
