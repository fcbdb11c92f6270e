using NodeGc.Collector.Inventories;
using NodeGc.Storage.Bolt;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.BuildKit;

/// <summary>Reads <c>snapshots.db</c>: which layer directories BuildKit holds. Source: moby, <c>builder/builder-next/adapters/snapshot</c>.</summary>
internal sealed class SnapshotReader(ReadPass pass)
{
    private static readonly string[] KnownKeys = ["parent", "committed", "iscommitted", "chainid", "size"];

    /// <summary>Adds every snapshot. A stale one counts as well: that is merely conservative.</summary>
    public void Read(BoltDatabase database)
    {
        foreach (var entry in database.Root.Entries())
        {
            if (!entry.IsBucket) throw new LayoutUnknownException($"the unknown key '{entry.Name}' stands at the top of the database");
        }
        foreach (var (name, bucket) in database.Root.Buckets()) ReadSnapshot(name, bucket);
    }

    private void ReadSnapshot(string name, BoltBucket bucket)
    {
        var draft = pass.Findings.Get(ResourceKind.BuildCacheRecord, name);
        draft.Need(IdOf(name));
        foreach (var (key, value) in bucket.Values())
        {
            if (!KnownKeys.Contains(key)) throw new LayoutUnknownException($"the snapshot {name} has the unknown key '{key}'");
            if (key is "committed" or "chainid" && value.Length > 0) draft.Need(IdOf(value));
            if (key is "parent" && value.Length > 0) draft.Need(ParentOf(value));
        }
    }

    /// <summary>A snapshot's name is that of its directory, or the chain of a layer that the layer store knows.</summary>
    private ResourceId IdOf(string name) => LayerNames.IsDigest(name)
        ? new ResourceId(ResourceKind.Layer, name)
        : LayerNames.IsDirectory(name) ? pass.Directory(name) : throw new LayoutUnknownException($"'{name}' is neither a snapshot nor a layer");

    private ResourceId ParentOf(string name) => LayerNames.IsDigest(name) ? IdOf(name) : new ResourceId(ResourceKind.BuildCacheRecord, name);
}
