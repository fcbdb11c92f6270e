using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Storage;

/// <summary>All objects, in memory, under one lock and one counter of revisions, as etcd has them.</summary>
internal sealed class ObjectStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ObjectCollection> collections = [];
    private readonly Channel<StoreEvent> everything = Channel.CreateUnbounded<StoreEvent>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private long revision = 1;

    /// <summary>Every write in order, for the background controllers: one reader only.</summary>
    public ChannelReader<StoreEvent> Everything => everything.Reader;

    public long Revision => Interlocked.Read(ref revision);

    public StoredObject? Find(ObjectKey key) => Snapshot(key.GroupResource).Items.GetValueOrDefault(key.Path);

    public Snapshot Snapshot(string groupResource)
    {
        lock (gate)
            return new Snapshot(revision, Collection(groupResource).Items);
    }

    /// <summary>A listing whose further pages can be asked for until the store is compacted.</summary>
    public Snapshot KeepSnapshot(string groupResource)
    {
        lock (gate)
        {
            var snapshot = new Snapshot(revision, Collection(groupResource).Items);
            Collection(groupResource).Keep(snapshot);
            return snapshot;
        }
    }

    public Snapshot? FindSnapshot(string groupResource, long at)
    {
        lock (gate)
            return Collection(groupResource).FindKept(at);
    }

    /// <summary>Stores a new object, whose body then belongs to the store; null when the name is taken.</summary>
    public StoredObject? Add(ObjectKey key, JsonObject body)
    {
        lock (gate)
        {
            var collection = Collection(key.GroupResource);
            return collection.Items.ContainsKey(key.Path) ? null : Write(StoreEventType.Added, key, body, before: null);
        }
    }

    /// <summary>Stores the next revision of <paramref name="before"/>, whose body then belongs to the store; null when
    /// somebody else was quicker.</summary>
    public StoredObject? Replace(StoredObject before, JsonObject body)
    {
        lock (gate)
            return IsCurrent(before) ? Write(StoreEventType.Modified, before.Key, body, before) : null;
    }

    /// <summary>Removes exactly this revision; null when somebody else was quicker.</summary>
    public StoredObject? Remove(StoredObject before)
    {
        lock (gate)
            return IsCurrent(before) ? Write(StoreEventType.Deleted, before.Key, before.Copy(), before) : null;
    }

    /// <summary>The writes after <paramref name="after"/>; null when they are compacted away.</summary>
    /// <param name="groupResource">The collection.</param>
    /// <param name="path">Only those of the object at this path; null for all.</param>
    /// <param name="after">A revision.</param>
    public EventBatch? Events(string groupResource, string? path, long after)
    {
        lock (gate)
            return Collection(groupResource).After(path, after, revision);
    }

    public long CompactedRevision(string groupResource)
    {
        lock (gate)
            return Collection(groupResource).CompactedRevision;
    }

    /// <summary>Forgets all history: watches from before now and further pages of listings get 410.</summary>
    public void Compact()
    {
        lock (gate)
        {
            // The counter moves on, so that a client which saw the very last write is too old as well.
            Interlocked.Increment(ref revision);
            foreach (var collection in collections.Values)
                collection.Compact(revision);
        }
    }

    private bool IsCurrent(StoredObject seen) =>
        Collection(seen.Key.GroupResource).Items.TryGetValue(seen.Key.Path, out var current)
        && current.Revision == seen.Revision;

    private StoredObject Write(StoreEventType type, ObjectKey key, JsonObject body, StoredObject? before)
    {
        var next = Interlocked.Increment(ref revision);
        body.Metadata["resourceVersion"] = next.ToString(CultureInfo.InvariantCulture);
        var change = new StoreEvent(type, new StoredObject(key, next, body), before);
        Collection(key.GroupResource).Apply(change);
        everything.Writer.TryWrite(change);
        before?.Pack();
        return change.Object;
    }

    private ObjectCollection Collection(string groupResource)
    {
        if (!collections.TryGetValue(groupResource, out var collection))
            collections[groupResource] = collection = new ObjectCollection();
        return collection;
    }
}
