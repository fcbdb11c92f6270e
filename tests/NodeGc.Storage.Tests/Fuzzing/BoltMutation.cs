using System.Buffers.Binary;
using NodeGc.Testing.Stores;

namespace NodeGc.Storage.Tests.Fuzzing;

/// <summary>Makes bbolt files that are wrong in ways that matter: page numbers, counts, positions, lengths, pointers to
/// other pages, meta pages with the right checksum and wrong content. Source of the format: bbolt, <c>page.go</c>,
/// <c>meta.go</c>.</summary>
internal sealed class BoltMutation(byte[] file, Random random)
{
    private const int PageSize = 4096;
    private const int Header = 16;
    private const int MetaLength = 64;
    private const int MostChanges = 4;

    private int Pages => Math.Max(1, file.Length / PageSize);

    /// <summary>A database of random buckets within buckets.</summary>
    public static byte[] Generate(Random random)
    {
        var root = new BoltBucketContent();
        for (var i = random.Next(40); i > 0; i--)
        {
            var path = Enumerable.Range(0, random.Next(5)).Select(_ => $"bucket {random.Next(6)}").ToArray();
            root.Bucket(path)
                .Put($"key {random.Next(500)}", new string('v', random.Next(random.Next(2) == 0 ? 20 : 3000)));
        }
        return BoltFileWriter.Write(root);
    }

    /// <summary>Changes one to a few fields, or bytes at random.</summary>
    public byte[] Apply()
    {
        if (random.Next(4) == 0 || file.Length < 3 * PageSize)
            return Noise.Change(file, random);
        for (var i = random.Next(1, MostChanges + 1); i > 0; i--)
            ChangeField();
        if (random.Next(2) == 0)
            MendChecksums();
        return file;
    }

    private void ChangeField()
    {
        var page = random.Next(Pages) * PageSize;
        switch (random.Next(6))
        {
            case 0:
                Put16(page + 8, random.Next(2) == 0 ? (ushort)Number() : (ushort)(1 << random.Next(5)));
                break;
            case 1:
                Put16(page + 10, (ushort)Number());
                break;
            case 2:
                Put32(page + random.Next(0, 4) * 4, (uint)Number());
                break;
            case 3:
                Put32(page + Header + random.Next(40) * 4, (uint)Number());
                break;
            case 4:
                Put64(Header + random.Next(2) * PageSize + 8 * random.Next(8), Number());
                break;
            default:
                CopyPage(page, random.Next(Pages) * PageSize);
                break;
        }
    }

    /// <summary>A page in another's place, with its number corrected or not; another's number in a pointer follows from
    /// that.</summary>
    private void CopyPage(int from, int to)
    {
        file.AsSpan(from, PageSize).CopyTo(file.AsSpan(to));
        if (random.Next(2) == 0)
            Put64(to, (ulong)(to / PageSize));
    }

    /// <summary>Numbers at which readers fail.</summary>
    private ulong Number() =>
        random.Next(9) switch
        {
            0 => 0,
            1 => (ulong)random.Next(Pages + 2),
            2 => (ulong)random.Next(PageSize + 32),
            3 => ushort.MaxValue,
            4 => int.MaxValue,
            5 => uint.MaxValue,
            6 => uint.MaxValue - (ulong)random.Next(PageSize),
            7 => ulong.MaxValue,
            _ => (ulong)random.NextInt64(),
        };

    private void MendChecksums()
    {
        for (var meta = Header; meta + MetaLength <= file.Length && meta <= Header + PageSize; meta += PageSize)
        {
            var hash = 14695981039346656037UL;
            foreach (var b in file.AsSpan(meta, MetaLength - 8))
                hash = (hash ^ b) * 1099511628211UL;
            Put64(meta + MetaLength - 8, hash);
        }
    }

    private void Put16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

    private void Put32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);

    private void Put64(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(at), value);
}
