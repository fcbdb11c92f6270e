using NodeGc.Collector.Inventories;
using NodeGc.Storage.Bolt;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.BuildKit;

/// <summary>Reads <c>snapshots.db</c>: which layer directories BuildKit holds. Source: moby,
/// <c>builder/builder-next/adapters/snapshot</c>.</summary>
internal sealed class SnapshotReader(ReadPass pass)
{
    private static readonly string[] KnownKeys = ["parent", "committed", "iscommitted", "chainid", "size"];

    /// <summary>Adds every snapshot. A stale one counts as well: that is merely conservative.</summary>
    public void Read(BoltDatabase database)
    {
        foreach (var entry in database.Root.Entries())
        {
            if (!entry.IsBucket)
                throw new LayoutUnknownException($"the unknown key '{entry.Name}' stands at the top of the database");
        }
        foreach (var (name, bucket) in database.Root.Buckets())
            ReadSnapshot(name, bucket);
    }

    private void ReadSnapshot(string name, BoltBucket bucket)
    {
        var draft = pass.Findings.Get(ResourceKind.BuildCacheRecord, name);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in bucket.Values())
            values[key] = value;
        if (values.Keys.FirstOrDefault(key => !KnownKeys.Contains(key)) is { } unknown)
            throw new LayoutUnknownException($"the snapshot {name} has the unknown key '{unknown}'");
        var data = values.GetValueOrDefault("committed") is { Length: > 0 } committed ? committed : name;
        draft.Need(IdOf(name));
        draft.Need(IdOf(data));
        if (values.GetValueOrDefault("chainid") is { Length: > 0 } chain)
            draft.Need(IdOf(chain));
        if (values.GetValueOrDefault("parent") is { Length: > 0 } parent)
            NeedParent(draft, data, parent);
        if (!LayerNames.IsDigest(data) && !IsStale(values))
            draft.Require(pass.Directory(data));
    }

    /// <summary>What is left of a snapshot after a prune names a layer and no directory of its own any more.</summary>
    private static bool IsStale(Dictionary<string, string> values) =>
        values.Keys.All(key => key == "chainid") && values.Count > 0;

    private void NeedParent(Draft draft, string data, string parent)
    {
        draft.Need(ParentOf(parent));
        pass.Stack(data);
    }

    /// <summary>A snapshot's name is that of its directory, or the chain of a layer that the layer store
    /// knows.</summary>
    private ResourceId IdOf(string name) =>
        LayerNames.IsDigest(name) ? new ResourceId(ResourceKind.Layer, name)
        : LayerNames.IsDirectory(name) ? pass.Directory(name)
        : throw new LayoutUnknownException($"'{name}' is neither a snapshot nor a layer");

    private ResourceId ParentOf(string name) =>
        LayerNames.IsDigest(name) ? IdOf(name) : new ResourceId(ResourceKind.BuildCacheRecord, name);
}
