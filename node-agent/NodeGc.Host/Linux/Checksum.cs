using System.Numerics;

namespace NodeGc.Host.Linux;

/// <summary>CRC-32C, to detect torn or damaged records.</summary>
public static class Checksum
{
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var b in bytes)
            checksum = BitOperations.Crc32C(checksum, b);
        return ~checksum;
    }
}
