using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NodeGc.Collector.Inventories;

/// <summary>
/// Identifies a directory: a directory of the same name may have been deleted and created again. Source:
/// <c>statx(2)</c>.
/// </summary>
/// <param name="Device">The device, <c>major &lt;&lt; 32 | minor</c>.</param>
/// <param name="Inode">The inode number.</param>
/// <param name="BornNanoseconds">Birth time in nanoseconds since 1970; 0 where the filesystem records none.</param>
public readonly record struct Fingerprint(ulong Device, ulong Inode, long BornNanoseconds)
{
    /// <summary>The identity of something that is not a directory, for example the ID of the image that a name refers
    /// to: the first 192 bits of the SHA-256 of <paramref name="text"/>.</summary>
    public static Fingerprint OfText(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan();
        return new Fingerprint(
            BinaryPrimitives.ReadUInt64BigEndian(hash),
            BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
            BinaryPrimitives.ReadInt64BigEndian(hash[16..])
        );
    }
}
