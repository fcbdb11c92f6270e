using Microsoft.Win32.SafeHandles;

namespace NodeGc.Stores.Bolt;

/// <summary>
/// Copies a bbolt file that its owner may be writing. The owner holds an exclusive lock, so the file is not locked
/// here: it is read once from start to end, and the copy is valid only if at most one transaction was committed
/// meanwhile, because the pages of a transaction are overwritten by the second one after it at the earliest. Nothing is
/// ever written, and nothing blocks.
/// </summary>
internal static class BoltFile
{
    /// <summary>The largest file read, in bytes.</summary>
    public const long MaxLength = 512L << 20;

    private const int Tries = 6;

    /// <summary>A checked copy.</summary>
    /// <exception cref="BoltException">It is damaged, too large, or written faster than it can be copied.</exception>
    public static BoltDatabase Read(SafeFileHandle file)
    {
        for (var i = 0; i < Tries; i++)
        {
            var copy = Copy(file);
            if (NewestIn(file).Transaction - NewestIn(copy).Transaction <= 1)
                return BoltDatabase.Parse(copy);
        }
        throw new BoltException($"it is written too often: {Tries} copies were inconsistent");
    }

    /// <summary>Checks only the header, for a database whose content is not needed.</summary>
    /// <exception cref="BoltException">It is empty or not a database.</exception>
    public static void CheckHead(SafeFileHandle file) => NewestIn(file);

    private static byte[] Copy(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        if (length > MaxLength)
            throw new BoltException($"it has {length} bytes, more than the limit of {MaxLength}");
        var copy = new byte[length];
        var read = 0;
        for (int n; read < copy.Length && (n = RandomAccess.Read(file, copy.AsSpan(read), read)) > 0; )
            read += n;
        return read == copy.Length ? copy : copy[..read];
    }

    private static BoltMeta NewestIn(byte[] copy) =>
        BoltMeta.Newest(offset => copy.AsMemory((int)Math.Min(offset, copy.Length)));

    private static BoltMeta NewestIn(SafeFileHandle file) =>
        BoltMeta.Newest(offset =>
        {
            var bytes = new byte[BoltMeta.End];
            return bytes.AsMemory(0, RandomAccess.Read(file, bytes, offset));
        });
}
