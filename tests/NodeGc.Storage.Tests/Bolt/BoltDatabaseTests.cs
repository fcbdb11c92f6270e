using System.Buffers.Binary;
using NodeGc.Storage.Bolt;
using NodeGc.Testing.Stores;

namespace NodeGc.Storage.Tests.Bolt;

internal sealed class BoltDatabaseTests
{
    private const int RootPageOffset = 16 + 16;
    private const int PageSize = 4096;

    [Test]
    public void Reads_buckets_within_buckets_and_their_values()
    {
        var content = new BoltBucketContent();
        content.Bucket("v1", "buildkit", "leases", "a").Put("created", "now");
        content.Bucket("v1").Put("version", "3");

        var database = BoltDatabase.Parse(BoltFileWriter.Write(content));

        Assert.That(database.Find("v1", "buildkit", "leases", "a")!.Values(), Is.EqualTo(new[] { ("created", "now") }));
        Assert.That(database.Find("v1")!.Values(), Is.EqualTo(new[] { ("version", "3") }));
        Assert.That(database.Find("v1", "other"), Is.Null);
    }

    [Test]
    public void Reads_a_bucket_that_needs_more_than_one_page()
    {
        var content = new BoltBucketContent();
        for (var i = 0; i < 500; i++) content.Put($"key {i:d4}", new string('x', 50));

        var database = BoltDatabase.Parse(BoltFileWriter.Write(content));

        Assert.That(database.Root.Values().Count(), Is.EqualTo(500));
    }

    [Test]
    public void Refuses_a_file_that_was_cut_off([Range(0, 11)] int eighths)
    {
        var content = new BoltBucketContent();
        for (var i = 0; i < 100; i++) content.Put($"key {i:d4}", new string('x', 50));
        var file = BoltFileWriter.Write(content);

        Assert.That(() => BoltDatabase.Parse(file.AsMemory(0, file.Length * eighths / 12)), Throws.TypeOf<BoltException>());
    }

    [Test]
    public void Refuses_a_bucket_that_is_its_own_ancestor()
    {
        var content = new BoltBucketContent();
        content.Bucket("outer", "inner", "innermost").Put("key", "value");
        var file = BoltFileWriter.Write(content);
        var root = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(RootPageOffset));
        PointBucketsTo(file, root);

        Assert.That(() => BoltDatabase.Parse(file), Throws.TypeOf<BoltException>());
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool A_changed_byte_is_refused_or_read_and_never_anything_else(int position, byte value)
    {
        var content = new BoltBucketContent();
        content.Bucket("a", "b").Put("key", "value");
        content.Bucket("c").Put("key", "value");
        var file = BoltFileWriter.Write(content);
        file[(int)((uint)position % (uint)file.Length)] = value;
        try
        {
            return BoltDatabase.Parse(file).Root.Entries().Count() >= 0;
        }
        catch (BoltException)
        {
            return true;
        }
    }

    /// <summary>All bucket heads in the first element of each page.</summary>
    private static void PointBucketsTo(byte[] file, ulong root)
    {
        for (var page = 3 * PageSize; page < file.Length; page += PageSize)
        {
            var element = file.AsSpan(page + 16);
            if ((BinaryPrimitives.ReadUInt32LittleEndian(element) & 1) == 0) continue;
            var value = BinaryPrimitives.ReadUInt32LittleEndian(element[4..]) + BinaryPrimitives.ReadUInt32LittleEndian(element[8..]);
            BinaryPrimitives.WriteUInt64LittleEndian(element[(int)value..], root);
        }
    }
}
