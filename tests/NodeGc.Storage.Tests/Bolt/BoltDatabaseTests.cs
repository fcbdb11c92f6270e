using System.Buffers.Binary;
using NodeGc.Stores.Bolt;
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
        for (var i = 0; i < 500; i++)
            content.Put($"key {i:d4}", new string('x', 50));

        var database = BoltDatabase.Parse(BoltFileWriter.Write(content));

        Assert.That(database.Root.Values().Count(), Is.EqualTo(500));
    }

    [Test]
    public void Refuses_a_file_that_was_cut_off([Range(0, 11)] int eighths)
    {
        var content = new BoltBucketContent();
        for (var i = 0; i < 100; i++)
            content.Put($"key {i:d4}", new string('x', 50));
        var file = BoltFileWriter.Write(content);

        Assert.That(
            () => BoltDatabase.Parse(file.AsMemory(0, file.Length * eighths / 12)),
            Throws.TypeOf<BoltException>()
        );
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

    /// <summary>A page with fewer entries than were written is whole in itself: only the gap behind its elements
    /// tells.</summary>
    [Test]
    public void Refuses_a_page_that_counts_fewer_entries_than_it_holds()
    {
        var file = BoltFileWriter.Write(new BoltBucketContent().Put("a", "1").Put("b", "2").Put("c", "3"));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(3 * PageSize + 10), 2);

        Assert.That(() => BoltDatabase.Parse(file), Throws.TypeOf<BoltException>().With.Message.Contains("not packed"));
    }

    /// <summary>A garbled pointer may lead to the version of a page that an older transaction left: all in it is
    /// proper, but it is not in use.</summary>
    [Test]
    public void Refuses_a_root_that_points_to_an_older_version_of_its_page()
    {
        var file = BoltFileWriter.Write(new BoltBucketContent().Put("a", "1"));
        byte[] older = [.. file[(3 * PageSize)..]];
        BinaryPrimitives.WriteUInt64LittleEndian(older, 4);
        file = [.. file, .. older];
        foreach (var meta in new[] { 16, PageSize + 16 })
        {
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(meta + 40), 5);
            MendChecksum(file.AsSpan(meta, 64));
        }
        FreePage(file, 4);
        Assert.That(BoltDatabase.Parse(file).Root.Values(), Is.EqualTo(new[] { ("a", "1") }));

        foreach (var meta in new[] { 16, PageSize + 16 })
        {
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(meta + 16), 4);
            MendChecksum(file.AsSpan(meta, 64));
        }

        Assert.That(() => BoltDatabase.Parse(file), Throws.TypeOf<BoltException>().With.Message.Contains("in use"));
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

    private static void FreePage(byte[] file, ulong page)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(2 * PageSize + 10), 1);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(2 * PageSize + 16), page);
    }

    private static void MendChecksum(Span<byte> meta)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in meta[..56])
            hash = (hash ^ b) * 1099511628211UL;
        BinaryPrimitives.WriteUInt64LittleEndian(meta[56..], hash);
    }

    /// <summary>All bucket heads in the first element of each page.</summary>
    private static void PointBucketsTo(byte[] file, ulong root)
    {
        for (var page = 3 * PageSize; page < file.Length; page += PageSize)
        {
            var element = file.AsSpan(page + 16);
            if ((BinaryPrimitives.ReadUInt32LittleEndian(element) & 1) == 0)
                continue;
            var value =
                BinaryPrimitives.ReadUInt32LittleEndian(element[4..])
                + BinaryPrimitives.ReadUInt32LittleEndian(element[8..]);
            BinaryPrimitives.WriteUInt64LittleEndian(element[(int)value..], root);
        }
    }
}
