using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.Stores;

/// <summary>
/// Builds a data root of an engine with overlay2, as real files below a folder of the caller's. Directories hold no
/// more than a file each: what counts is who names them. <see cref="Finish"/> writes what an engine keeps in databases.
/// </summary>
public sealed class StoreOnDisk
{
    private readonly RandomNames names = new();
    private readonly JsonObject repositories = [];
    private readonly BoltBucketContent snapshots = new();
    private readonly BoltBucketContent leases = new();
    private readonly BoltBucketContent volumes = new();

    public StoreOnDisk(string root)
    {
        Root = root;
        foreach (
            var folder in new[]
            {
                "overlay2/l",
                "image/overlay2/imagedb/content/sha256",
                "image/overlay2/imagedb/metadata/sha256",
                "image/overlay2/layerdb/sha256",
                "image/overlay2/layerdb/mounts",
                "image/overlay2/layerdb/tmp",
                "containers",
                "volumes",
                "buildkit",
                "tmp",
            }
        )
            Directory.CreateDirectory(At(folder));
        leases.Bucket("v1").Put("version", "\u0006");
        volumes.Bucket("volumes");
    }

    /// <summary>The data root.</summary>
    public string Root { get; }

    /// <summary>A path below the data root.</summary>
    public string At(string path) => Path.Combine(Root, path);

    /// <summary>A layer that the layer store knows, with its directory.</summary>
    public StoredLayer Layer(StoredLayer? on = null) => Register(DriverDirectory(names.Hex(), on), on);

    /// <summary>A directory of the driver that nobody names.</summary>
    public StoredLayer OrphanDirectory(StoredLayer? on = null) => DriverDirectory(names.Hex(), on);

    /// <summary>A layer whose parent the layer store knows as <paramref name="known"/>, while its directory stands upon
    /// <paramref name="hidden"/>, which nothing else names: what BuildKit leaves when a layer of equal content exists
    /// already.</summary>
    public StoredLayer LayerOn(StoredLayer known, StoredLayer hidden) =>
        Register(DriverDirectory(names.Hex(), hidden), known);

    /// <summary>An image of the layers up to <paramref name="top"/>.</summary>
    public string Image(string? reference, StoredLayer top)
    {
        var config = new JsonObject
        {
            ["architecture"] = "amd64",
            ["config"] = new JsonObject { ["Labels"] = new JsonObject { ["made-by"] = "test" } },
            ["rootfs"] = new JsonObject
            {
                ["type"] = "layers",
                ["diff_ids"] = new JsonArray([.. top.DiffIds.Select(diff => JsonValue.Create(diff))]),
            },
            ["os"] = "linux",
        }.ToJsonString();
        var id = Hash(config);
        Write($"image/overlay2/imagedb/content/sha256/{id}", config);
        if (reference is not null)
            repositories[reference.Split(':')[0]] = new JsonObject { [reference] = $"sha256:{id}" };
        return $"sha256:{id}";
    }

    /// <summary>A stopped container of <paramref name="image"/> with its layer mount and both its
    /// directories.</summary>
    public StoredContainer Container(string name, string image, StoredLayer top, params string[] volumeNames)
    {
        var id = names.Hex();
        var init = DriverDirectory(names.Hex() + "-init", top);
        var mount = DriverDirectory(init.Directory[..64], init);
        Write($"image/overlay2/layerdb/mounts/{id}/mount-id", mount.Directory);
        Write($"image/overlay2/layerdb/mounts/{id}/init-id", init.Directory);
        Write($"image/overlay2/layerdb/mounts/{id}/parent", top.ChainId);
        Write($"containers/{id}/hostconfig.json", """{"Binds":null,"Mounts":null}""");
        Write($"containers/{id}/config.v2.json", Configuration(id, name, image, volumeNames).ToJsonString());
        return new StoredContainer(id, mount.Directory, init.Directory);
    }

    /// <summary>A volume with the record that an engine of today writes.</summary>
    public string Volume(string name, bool isAnonymous = false)
    {
        Write($"volumes/{name}/_data/file", "data");
        var labels = isAnonymous ? """{"com.docker.volume.anonymous":""}""" : "null";
        volumes
            .Bucket("volumes")
            .Put(name, $$"""{"Name":"{{name}}","Driver":"local","Labels":{{labels}},"Options":null}""");
        return name;
    }

    /// <summary>The record of a volume that has no directory.</summary>
    public void VolumeRecord(string name, params (string Name, string Value)[] options) =>
        volumes
            .Bucket("volumes")
            .Put(
                name,
                new JsonObject
                {
                    ["Name"] = name,
                    ["Driver"] = "local",
                    ["Labels"] = null,
                    ["Options"] = new JsonObject(
                        options.Select(option => KeyValuePair.Create(option.Name, (JsonNode?)option.Value))
                    ),
                }.ToJsonString()
            );

    /// <summary>A volume that the engine made for a container.</summary>
    public string AnonymousVolume() => Volume(names.Hex(), isAnonymous: true);

    /// <summary>A directory in <c>volumes</c> without a record.</summary>
    public string VolumeWithoutRecord(string name)
    {
        Write($"volumes/{name}/_data/file", "data");
        return name;
    }

    /// <summary>A directory that only BuildKit knows, as its own snapshot.</summary>
    public StoredLayer BuildCache(StoredLayer? on = null)
    {
        var directory = DriverDirectory(names.Random(), on);
        snapshots.Bucket(directory.Directory).Put("size", "7");
        return directory;
    }

    /// <summary>A directory that BuildKit knows by another name: it was committed.</summary>
    public StoredLayer CommittedBuildCache(StoredLayer? on = null)
    {
        var directory = DriverDirectory(names.Random(), on);
        snapshots.Bucket(names.Random()).Put("committed", directory.Directory);
        return directory;
    }

    /// <summary>A directory of a build that has just begun: only a lease names it.</summary>
    public StoredLayer LeasedDirectory()
    {
        var directory = DriverDirectory(names.Random(), null);
        leases.Bucket("v1", "buildkit", "leases", names.Random(), "snapshots", "default").Put(directory.Directory, "");
        return directory;
    }

    /// <summary>Writes the databases and the list of names.</summary>
    public StoreOnDisk Finish()
    {
        Write(
            "image/overlay2/repositories.json",
            new JsonObject { ["Repositories"] = repositories.DeepClone() }.ToJsonString()
        );
        File.WriteAllBytes(At("buildkit/snapshots.db"), BoltFileWriter.Write(snapshots));
        File.WriteAllBytes(At("buildkit/containerdmeta.db"), BoltFileWriter.Write(leases));
        File.WriteAllBytes(At("buildkit/metadata_v2.db"), BoltFileWriter.Write(new BoltBucketContent()));
        File.WriteAllBytes(At("volumes/metadata.db"), BoltFileWriter.Write(volumes));
        return this;
    }

    /// <summary>Writes a file below the data root.</summary>
    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), content);
    }

    private StoredLayer Register(StoredLayer directory, StoredLayer? parent)
    {
        var diff = $"sha256:{names.Hex()}";
        var chain = parent is null ? diff : $"sha256:{Hash($"{parent.ChainId} {diff}")}";
        var folder = $"image/overlay2/layerdb/sha256/{chain[7..]}";
        Write($"{folder}/diff", diff);
        Write($"{folder}/cache-id", directory.Directory);
        Write($"{folder}/size", "7");
        if (parent is not null)
            Write($"{folder}/parent", parent.ChainId);
        return directory with { ChainId = chain, DiffIds = [.. parent?.DiffIds ?? [], diff] };
    }

    private StoredLayer DriverDirectory(string name, StoredLayer? on)
    {
        var shortName = names.Short();
        Directory.CreateDirectory(At($"overlay2/{name}/diff"));
        File.CreateSymbolicLink(At($"overlay2/l/{shortName}"), $"../{name}/diff");
        Write($"overlay2/{name}/link", shortName);
        string[] lower = on is null ? [] : [on.ShortName, .. on.Lower];
        if (on is not null)
        {
            Directory.CreateDirectory(At($"overlay2/{name}/work"));
            Write($"overlay2/{on.Directory}/committed", "");
            Write($"overlay2/{name}/lower", string.Join(':', lower.Select(parent => $"l/{parent}")));
        }
        return new StoredLayer("", [], name, shortName) { Lower = lower };
    }

    /// <summary>As an engine writes it: of an anonymous volume there is a name and no source.</summary>
    private static JsonObject Configuration(string id, string name, string image, string[] volumeNames) =>
        new()
        {
            ["ID"] = id,
            ["Name"] = $"/{name}",
            ["Image"] = image,
            ["Driver"] = "overlay2",
            ["State"] = new JsonObject
            {
                ["Running"] = false,
                ["Dead"] = false,
                ["RemovalInProgress"] = false,
            },
            ["Config"] = new JsonObject { ["Labels"] = new JsonObject { ["app"] = name } },
            ["MountPoints"] = new JsonObject(
                volumeNames.Select(volume =>
                    KeyValuePair.Create<string, JsonNode?>(
                        $"/{volume}",
                        new JsonObject
                        {
                            ["Type"] = "volume",
                            ["Name"] = volume,
                            ["Driver"] = "local",
                            ["Source"] = "",
                        }
                    )
                )
            ),
        };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
