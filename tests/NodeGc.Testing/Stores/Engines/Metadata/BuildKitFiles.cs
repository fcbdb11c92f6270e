namespace NodeGc.Testing.Stores.Engines.Metadata;

/// <summary>
/// Writes BuildKit's databases. Every record stands in two of them, as with a real engine: in <c>snapshots.db</c>, and
/// in a lease of its own name in <c>containerdmeta.db</c>.
/// </summary>
internal sealed class BuildKitFiles(StoreTree tree)
{
    private readonly BoltBucketContent snapshots = new();
    private readonly BoltBucketContent leases = new();

    public void Prepare()
    {
        tree.Folder("buildkit/content/ingest", "buildkit/executor");
        leases.Bucket("v1").Put("version", "\u0006");
    }

    /// <summary>A snapshot that is written into, such as a cache mount or a build's context: its directory has its
    /// name.</summary>
    public void AddActive(string name, string? parent)
    {
        snapshots.Bucket(name).Put("parent", parent ?? "").Put("size", "7");
        Lease(name, name);
    }

    /// <summary>A snapshot that was committed: its directory has the name that it was written under.</summary>
    public void AddCommitted(string name, string directory, string? parent)
    {
        snapshots.Bucket(directory).Put("iscommitted", "").Put("parent", parent ?? "");
        snapshots.Bucket(name).Put("committed", directory).Put("size", "7");
        Lease(name, name);
    }

    /// <summary>A committed snapshot that an image was made of: the layer store knows it too.</summary>
    public void AddExported(string name, EngineLayer layer, string? parent)
    {
        AddCommitted(name, layer.Directory.Name, parent);
        snapshots.Bucket(name).Put("chainid", layer.Id);
    }

    /// <summary>What a prune leaves of an exported one.</summary>
    public void AddStale(string name, EngineLayer layer) => snapshots.Bucket(name).Put("chainid", layer.Id);

    /// <summary>A build that has just begun: only the lease names its directory.</summary>
    public void Lease(string lease, string snapshot) =>
        leases.Bucket("v1", "buildkit", "leases", lease, "snapshots", "default").Put(snapshot, "");

    public void Finish()
    {
        tree.File("buildkit/snapshots.db", BoltFileWriter.Write(snapshots))
            .File("buildkit/containerdmeta.db", BoltFileWriter.Write(leases));
        foreach (var name in new[] { "metadata_v2.db", "cache.db" })
            tree.File($"buildkit/{name}", BoltFileWriter.Write(new BoltBucketContent()));
    }
}
