using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.Stores;

namespace NodeGc.Scenarios.Peers;

/// <summary>A data root of an engine since 1.10 with aufs: layers by chain, directories by names that mean
/// nothing.</summary>
internal sealed class ContentStore : IDisposable
{
    public const string Driver = "aufs";

    private readonly JsonObject repositories = [];
    private readonly BoltBucketContent snapshots = new();

    public ContentStore(string? procRoot = null)
    {
        Files = new StoreFiles(new StoppedNode(procRoot));
        foreach (
            var folder in new[]
            {
                "aufs/diff",
                "aufs/layers",
                "aufs/mnt",
                $"{Metadata}/imagedb/content/sha256",
                $"{Metadata}/imagedb/metadata/sha256",
                $"{Metadata}/layerdb/sha256",
                $"{Metadata}/layerdb/mounts",
                $"{Metadata}/layerdb/tmp",
                "containers",
                "volumes",
            }
        )
            Files.Folder(folder);
        Files.Write($"{Metadata}/repositories.json", """{"Repositories":{}}""");
    }

    public StoreFiles Files { get; }

    public StoppedNode Node => Files.Node;

    private static string Metadata => $"image/{Driver}";

    /// <summary>An image, and its layers' directories, base first.</summary>
    public ContentImage Image(string reference, int layers)
    {
        var image = new ContentImage("", [], [], []);
        for (var layer = 0; layer < layers; layer++)
            image = Register(image);
        var config = Configuration(image);
        var id = StoreFiles.Hash(config);
        Files.Write($"{Metadata}/imagedb/content/sha256/{id}", config);
        repositories[reference.Split(':')[0]] = new JsonObject { [reference] = $"sha256:{id}" };
        Files.Write($"{Metadata}/repositories.json", new JsonObject { ["Repositories"] = repositories.DeepClone() });
        return image with { Id = id };
    }

    /// <summary>A container that its engine left running when it died.</summary>
    public StoredContainer Container(string name, ContentImage image)
    {
        var (id, mount) = (Files.Hex(), Files.Hex());
        LayerMount(id, mount, image);
        Files.Write($"{Metadata}/layerdb/mounts/{id}/init-id", $"{mount}-init");
        Files.DriverDirectory(Driver, $"{mount}-init", image.Nearest);
        Files.DriverDirectory(Driver, mount, [$"{mount}-init", .. image.Nearest]);
        Files.Write($"containers/{id}/hostconfig.json", """{"Binds":null}""");
        Files.Write(
            $"containers/{id}/config.v2.json",
            $$"""{"ID":"{{id}}","Name":"/{{name}}","Driver":"aufs","Image":"sha256:{{image.Id}}","""
                + """ "State":{"Running":true},"Config":{},"MountPoints":{} }"""
        );
        return new StoredContainer(id, mount, $"{mount}-init");
    }

    /// <summary>The read-write directory of a step of a running build: no container has it.</summary>
    public string BuildStep(ContentImage image)
    {
        var mount = Files.Hex();
        LayerMount(Files.Hex(), mount, image);
        return Files.DriverDirectory(Driver, mount, image.Nearest);
    }

    /// <summary>A directory that only BuildKit knows.</summary>
    public string BuildCache()
    {
        var name = Files.Hex()[..25];
        snapshots.Bucket(name).Put("size", "7");
        Files.Folder("buildkit");
        File.WriteAllBytes(Node.At("buildkit/snapshots.db"), BoltFileWriter.Write(snapshots));
        File.WriteAllBytes(Node.At("buildkit/metadata_v2.db"), BoltFileWriter.Write(new BoltBucketContent()));
        File.WriteAllBytes(Node.At("buildkit/containerdmeta.db"), BoltFileWriter.Write(new BoltBucketContent()));
        return Files.DriverDirectory(Driver, name);
    }

    /// <summary>A directory that nobody names.</summary>
    public string Orphan() => Files.DriverDirectory(Driver, Files.Hex());

    public void Dispose() => Node.Dispose();

    private static string Configuration(ContentImage image) =>
        new JsonObject
        {
            ["config"] = new JsonObject(),
            ["rootfs"] = new JsonObject
            {
                ["type"] = "layers",
                ["diff_ids"] = new JsonArray([.. image.DiffIds.Select(diff => JsonValue.Create(diff))]),
            },
        }.ToJsonString();

    private ContentImage Register(ContentImage below)
    {
        var diff = $"sha256:{Files.Hex()}";
        var chain = below.Chains.IsEmpty ? diff : $"sha256:{StoreFiles.Hash($"{below.Chains[^1]} {diff}")}";
        var directory = Files.DriverDirectory(Driver, Files.Hex(), below.Nearest);
        var folder = $"{Metadata}/layerdb/sha256/{chain[7..]}";
        Files.Write($"{folder}/diff", diff);
        Files.Write($"{folder}/cache-id", directory);
        Files.Write($"{folder}/size", "64");
        if (!below.Chains.IsEmpty)
            Files.Write($"{folder}/parent", below.Chains[^1]);
        return new ContentImage("", below.DiffIds.Add(diff), below.Chains.Add(chain), below.Directories.Add(directory));
    }

    private void LayerMount(string name, string mount, ContentImage image)
    {
        Files.Write($"{Metadata}/layerdb/mounts/{name}/mount-id", mount);
        Files.Write($"{Metadata}/layerdb/mounts/{name}/parent", image.Chains[^1]);
    }
}
