using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Reading;

/// <summary>
/// What a piece of metadata is at this moment, in a text that changes with it: for a file its device, inode, size and
/// content, for a folder its identity and the
/// names in it, and for what is not there that it is missing.
/// </summary>
public static class PieceIdentity
{
    private const string Missing = "missing";

    /// <summary>The identity of what lies at <paramref name="path"/>, relative to <paramref name="dataRoot"/>; null
    /// where it cannot be read.</summary>
    public static string? Find(string dataRoot, string path)
    {
        try
        {
            using var root = StoreFolder.Open(dataRoot);
            return root.FindStatus(path) switch
            {
                null => Missing,
                { Kind: FileKind.Directory } folder =>
                    $"folder {Place(folder)} {Digest(Encoding.UTF8.GetBytes(Names(root, path)))}",
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

    private static string Names(StoreFolder root, string path) =>
        string.Join('\n', root.List(path).Select(entry => $"{entry.Kind} {entry.Name}").Order(StringComparer.Ordinal));

    private static string Place(FileStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"{status.Fingerprint.Device}:{status.Fingerprint.Inode}");

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
