using NodeGc.Collector.Inventories;
using NodeGc.Stores.Bolt;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.BuildKit;

/// <summary>Reads <c>snapshots.db</c>: which layer directories BuildKit uses. Source: moby,
/// <c>builder/builder-next/adapters/snapshot</c>.</summary>
internal sealed class SnapshotReader(ReadPass pass)
{
    private static readonly string[] KnownKeys = ["parent", "committed", "iscommitted", "chainid", "size"];

    /// <summary>Adds every snapshot. Including stale ones is conservative.</summary>
    public void Read(BoltDatabase database)
    {
        foreach (var entry in database.Root.Entries())
        {
            if (!entry.IsBucket)
                throw new LayoutUnknownException($"unknown top-level key '{entry.Name}' in the database");
        }
        foreach (var (name, bucket) in database.Root.Buckets())
            ReadSnapshot(name, bucket);
    }

    private void ReadSnapshot(string name, BoltBucket bucket)
    {
        var builder = pass.Findings.Get(ResourceKind.BuildCacheRecord, name);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in bucket.Values())
            values[key] = value;
        if (values.Keys.FirstOrDefault(key => !KnownKeys.Contains(key)) is { } unknown)
            throw new LayoutUnknownException($"the snapshot {name} has an unknown key '{unknown}'");
        var data = values.GetValueOrDefault("committed") is { Length: > 0 } committed ? committed : name;
        builder.Need(IdOf(name));
        builder.Need(IdOf(data));
        if (values.GetValueOrDefault("chainid") is { Length: > 0 } chain)
            builder.Need(IdOf(chain));
        if (values.GetValueOrDefault("parent") is { Length: > 0 } parent)
            NeedParent(builder, data, parent);
        if (!LayerNames.IsDigest(data) && !IsStale(values))
            builder.Require(pass.Directory(data));
    }

    /// <summary>After a prune, what is left of a snapshot names a layer but no directory of its own.</summary>
    private static bool IsStale(Dictionary<string, string> values) =>
        values.Keys.All(key => key == "chainid") && values.Count > 0;

    private void NeedParent(ResourceBuilder builder, string data, string parent)
    {
        builder.Need(ParentOf(parent));
        pass.Stack(data);
    }

    /// <summary>A snapshot's name is that of its directory, or the chain id of a layer in the layer store.</summary>
    private ResourceId IdOf(string name) =>
        LayerNames.IsDigest(name) ? new ResourceId(ResourceKind.Layer, name)
        : LayerNames.IsDirectory(name) ? pass.Directory(name)
        : throw new LayoutUnknownException($"'{name}' is neither a snapshot nor a layer");

    private ResourceId ParentOf(string name) =>
        LayerNames.IsDigest(name) ? IdOf(name) : new ResourceId(ResourceKind.BuildCacheRecord, name);
}
