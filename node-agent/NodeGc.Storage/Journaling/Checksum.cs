using System.Numerics;

namespace NodeGc.Storage.Journaling;

/// <summary>CRC-32C, to detect torn or damaged records.</summary>
internal static class Checksum
{
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var b in bytes)
            checksum = BitOperations.Crc32C(checksum, b);
        return ~checksum;
    }
}
