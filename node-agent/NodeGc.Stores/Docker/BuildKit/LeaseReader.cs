using NodeGc.Collector.Inventories;
using NodeGc.Stores.Bolt;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.BuildKit;

/// <summary>
/// Reads the leases in <c>containerdmeta.db</c>. A lease names a snapshot before its directory is created, so it covers
/// a build's directories until <c>snapshots.db</c> does. Source: containerd, <c>metadata/buckets.go</c>.
/// </summary>
internal sealed class LeaseReader(ReadPass pass)
{
    private const string Prefix = "lease ";
    private const string Schema = "v1";
    private const string Leases = "leases";
    private const string Snapshots = "snapshots";

    /// <summary>Valid entries of a namespace. Any other name may be one of these, damaged.</summary>
    private static readonly string[] Kinds =
    [
        Leases,
        Snapshots,
        "labels",
        "images",
        "containers",
        "sandboxes",
        "content",
        "ingests",
    ];

    /// <summary>Valid entries of a lease.</summary>
    private static readonly string[] Parts =
    [
        Snapshots,
        "createdat",
        "updatedat",
        "labels",
        "content",
        "images",
        "ingests",
    ];

    /// <summary>The ID of the lease that a resource represents, or null.</summary>
    public static string? FindId(ResourceId id) =>
        id.Kind == ResourceKind.BuildCacheRecord && id.Name.StartsWith(Prefix, StringComparison.Ordinal)
            ? id.Name[(id.Name.LastIndexOf('/') + 1)..]
            : null;

    /// <summary>Adds every lease that names snapshots, of all namespaces.</summary>
    public void Read(BoltDatabase database)
    {
        var unknown = database.Root.Entries().FirstOrDefault(entry => entry.Name != Schema);
        if (unknown.Key.Length > 0)
            throw new LayoutUnknownException($"the database has an unknown schema '{unknown.Name}'");
        foreach (var (space, bucket) in database.Find(Schema)?.Buckets() ?? [])
        {
            RefuseUnknown(space, bucket, Kinds);
            foreach (var (lease, content) in bucket.FindBucket(Leases)?.Buckets() ?? [])
                ReadLease($"{space}/{lease}", content);
        }
    }

    private void ReadLease(string lease, BoltBucket content)
    {
        RefuseUnknown(lease, content, Parts);
        foreach (var (_, snapshots) in content.FindBucket(Snapshots)?.Buckets() ?? [])
        {
            foreach (var entry in snapshots.Entries())
                Hold(lease, entry.Name);
        }
    }

    private static void RefuseUnknown(string owner, BoltBucket bucket, string[] known)
    {
        var unknown = bucket.Entries().FirstOrDefault(entry => !known.Contains(entry.Name));
        if (unknown.Key.Length > 0)
            throw new LayoutUnknownException($"{owner} has an unknown entry '{unknown.Name}'");
    }

    private void Hold(string lease, string snapshot)
    {
        var builder = pass.Findings.Get(ResourceKind.BuildCacheRecord, Prefix + lease);
        if (LayerNames.IsDigest(snapshot))
            builder.Need(new ResourceId(ResourceKind.Layer, snapshot));
        else
            NeedDirectory(builder, snapshot);
        builder.Need(new ResourceId(ResourceKind.BuildCacheRecord, snapshot));
    }

    /// <summary>A snapshot with a record says there where its data is; one without is being created, and its directory
    /// has its name.</summary>
    private void NeedDirectory(ResourceBuilder builder, string snapshot)
    {
        if (!LayerNames.IsDirectory(snapshot))
            throw new LayoutUnknownException($"'{snapshot}' is neither a snapshot nor a layer");
        if (pass.Findings.Find(new ResourceId(ResourceKind.BuildCacheRecord, snapshot)) is null)
            builder.Require(pass.Directory(snapshot));
        else
            builder.Need(pass.Directory(snapshot));
    }
}
