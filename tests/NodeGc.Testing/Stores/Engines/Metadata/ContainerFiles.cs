using System.Text.Json.Nodes;

namespace NodeGc.Testing.Stores.Engines.Metadata;

/// <summary>Writes <c>containers/&lt;id&gt;</c> as each era does.</summary>
internal sealed class ContainerFiles(StoreTree tree, EngineEra era, string driver)
{
    public void Prepare() => tree.Folder("containers");

    /// <summary>Adds a container with its configuration.</summary>
    public void Add(string id, string name, string image, ContainerState state, IReadOnlyList<EngineVolume> volumes)
    {
        var folder = $"containers/{id}";
        tree.File($"{folder}/hostname", id[..12] + "\n")
            .File($"{folder}/{id}-json.log", "")
            .File($"{folder}/hostconfig.json", HostConfiguration(volumes).ToJsonString());
        if (era <= EngineEra.Migrated)
            tree.File(
                $"{folder}/config.json",
                Configuration(id, name, image, state, volumes, isOld: true).ToJsonString()
            );
        if (era >= EngineEra.Migrated)
            tree.File(
                $"{folder}/config.v2.json",
                Configuration(id, name, image, state, volumes, isOld: false).ToJsonString()
            );
    }

    /// <summary>A creation that failed leaves no more than a directory.</summary>
    public void AddHalf(string id) => tree.Folder($"containers/{id}");

    private JsonObject Configuration(
        string id,
        string name,
        string image,
        ContainerState state,
        IReadOnlyList<EngineVolume> volumes,
        bool isOld
    )
    {
        var config = new JsonObject
        {
            ["State"] = StateOf(state),
            ["ID"] = id,
            ["Created"] = "2016-03-01T12:00:00.123456789Z",
            ["Path"] = "sleep",
            ["Config"] = new JsonObject
            {
                ["Image"] = "web:1",
                ["Volumes"] = Wanted(volumes),
                ["Labels"] = new JsonObject { ["app"] = name },
            },
            ["Image"] = image,
            ["Name"] = $"/{name}",
            ["Driver"] = driver,
        };
        if (!isOld || era >= EngineEra.Docker17)
            config["MountPoints"] = MountPoints(isOld ? volumes.Where(volume => !volume.IsOld) : volumes);
        if (isOld)
            config["Volumes"] = Paths(volumes.Where(volume => volume.IsOld));
        return config;
    }

    private static JsonObject StateOf(ContainerState state) =>
        new()
        {
            ["Running"] = state == ContainerState.Running,
            ["Paused"] = false,
            ["Restarting"] = false,
            ["Dead"] = state == ContainerState.Dead,
            ["RemovalInProgress"] = state == ContainerState.Dead,
            ["Pid"] = state == ContainerState.Running ? 4242 : 0,
        };

    /// <summary>The paths at which the image or the user wants volumes that the engine shall name.</summary>
    private static JsonObject Wanted(IReadOnlyList<EngineVolume> volumes) =>
        new(
            volumes
                .Index()
                .Where(volume => volume.Item.IsAnonymous)
                .Select(volume => KeyValuePair.Create<string, JsonNode?>($"/data{volume.Index}", new JsonObject()))
        );

    /// <summary>Of an anonymous volume there is a name and no source.</summary>
    private static JsonObject MountPoints(IEnumerable<EngineVolume> volumes) =>
        new(
            volumes
                .Index()
                .Select(volume =>
                    KeyValuePair.Create<string, JsonNode?>(
                        $"/data{volume.Index}",
                        new JsonObject
                        {
                            ["Source"] = volume.Item.IsAnonymous
                                ? ""
                                : $"{VolumeFiles.Root}/volumes/{volume.Item.Name}/_data",
                            ["Destination"] = $"/data{volume.Index}",
                            ["RW"] = true,
                            ["Name"] = volume.Item.Name,
                            ["Driver"] = "local",
                            ["Type"] = "volume",
                        }
                    )
                )
        );

    private static JsonObject Paths(IEnumerable<EngineVolume> volumes) =>
        new(
            volumes
                .Index()
                .Select(volume =>
                    KeyValuePair.Create<string, JsonNode?>(
                        $"/data{volume.Index}",
                        $"{VolumeFiles.Root}/vfs/dir/{volume.Item.Name}"
                    )
                )
        );

    /// <summary>Volumes that the user named stand here as well.</summary>
    private static JsonObject HostConfiguration(IReadOnlyList<EngineVolume> volumes)
    {
        var binds = volumes
            .Index()
            .Where(volume => !volume.Item.IsAnonymous)
            .Select(volume => JsonValue.Create($"{volume.Item.Name}:/data{volume.Index}"))
            .ToArray();
        return new JsonObject
        {
            ["Binds"] = binds.Length == 0 ? null : new JsonArray([.. binds]),
            ["NetworkMode"] = "none",
            ["VolumesFrom"] = null,
        };
    }
}
