using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace NodeGc.Api.Nodes;

/// <summary>Hashes of image references, so that the names of thousands of images take little space in the order of each
/// node. Two references with the same hash cannot be told apart: then an image is kept that could have been removed,
/// once in a million images, and never the other way round.</summary>
/// <remarks>Base64 of the first four bytes of the SHA-256 of each short reference, in ascending order.</remarks>
public static class ImageHashes
{
    /// <summary>Maximum number of images.</summary>
    public const int MaxImages = 3000;

    private const int Size = sizeof(uint);

    /// <param name="references">In the short form, see <see cref="Formats.ImageReference"/>.</param>
    public static string Write(IEnumerable<string> references)
    {
        uint[] hashes = [.. references.Select(Compute).Distinct().Order()];
        var bytes = new byte[hashes.Length * Size];
        for (var at = 0; at < hashes.Length; at++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at * Size), hashes[at]);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The hashes in <paramref name="text"/>; null if it is not what <see cref="Write"/> writes.</summary>
    public static FrozenSet<uint>? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length % Size != 0)
            return null;
        return Enumerable
            .Range(0, length / Size)
            .Select(at => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at * Size)))
            .ToFrozenSet();
    }

    /// <summary>How many hashes there are; 0 for null.</summary>
    public static int Count(string? text) => text is null ? 0 : Read(text)?.Count ?? 0;

    public static uint Compute(string reference) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(reference)));
}
