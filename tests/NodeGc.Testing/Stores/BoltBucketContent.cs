using System.Text;

namespace NodeGc.Testing.Stores;

/// <summary>What a bucket of a bbolt file shall hold.</summary>
public sealed class BoltBucketContent
{
    internal SortedDictionary<string, byte[]> Values { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, BoltBucketContent> Buckets { get; } = new(StringComparer.Ordinal);

    /// <summary>Sets a value.</summary>
    public BoltBucketContent Put(string key, string value)
    {
        Values[key] = Encoding.UTF8.GetBytes(value);
        return this;
    }

    /// <summary>The bucket at the end of <paramref name="path"/>, made on first use.</summary>
    public BoltBucketContent Bucket(params string[] path)
    {
        var bucket = this;
        foreach (var name in path)
        {
            if (!bucket.Buckets.TryGetValue(name, out var next))
                bucket.Buckets.Add(name, next = new BoltBucketContent());
            bucket = next;
        }
        return bucket;
    }
}
