using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NodeGc.Scenarios.Peers;

/// <summary>A data root of an engine between 1.3 and 1.6: directories of the driver are called after images and
/// containers, and the data of volumes lies in <c>vfs/dir</c> whatever the driver.</summary>
internal sealed class GraphStore : IDisposable
{
    private readonly JsonObject repositories = [];
    private readonly string driver;

    public GraphStore(string driver)
    {
        this.driver = driver;
        Files = new StoreFiles(new StoppedNode());
        foreach (var folder in new[] { "graph/_tmp", "containers", "volumes", "vfs/dir" })
            Files.Folder(folder);
        Files.Write($"repositories-{driver}", """{"Repositories":{}}""");
    }

    public StoreFiles Files { get; }

    public StoppedNode Node => Files.Node;

    /// <summary>An image of as many images upon each other; their ids, base first.</summary>
    public ImmutableArray<string> Image(string reference, int count)
    {
        ImmutableArray<string> chain = [];
        for (var image = 0; image < count; image++)
            chain = chain.Add(Register(chain));
        var parts = reference.Split(':');
        repositories[parts[0]] = new JsonObject { [parts[1]] = chain[^1] };
        Files.Write($"repositories-{driver}", new JsonObject { ["Repositories"] = repositories.DeepClone() });
        return chain;
    }

    /// <summary>A container with volumes at <c>/0</c>, <c>/1</c>…: ids of volumes or paths of the host.</summary>
    public string Container(string name, ImmutableArray<string> image, params string[] volumes)
    {
        var id = Files.Hex();
        Files.DriverDirectory(driver, $"{id}-init", image.Reverse());
        Files.DriverDirectory(driver, id, [$"{id}-init", .. image.Reverse()]);
        var mounted = volumes.Select(
            (volume, index) =>
                KeyValuePair.Create<string, JsonNode?>($"/{index}", volume[0] == '/' ? volume : DataOf(volume))
        );
        var binds = volumes
            .Where(volume => volume[0] == '/')
            .Select((volume, index) => (JsonNode?)JsonValue.Create($"{volume}:/{index}"));
        Files.Write($"containers/{id}/hostconfig.json", new JsonObject { ["Binds"] = new JsonArray([.. binds]) });
        Files.Write(
            $"containers/{id}/config.json",
            new JsonObject
            {
                ["ID"] = id,
                ["Name"] = $"/{name}",
                ["Driver"] = driver,
                ["Image"] = image[^1],
                ["State"] = new JsonObject { ["Running"] = true },
                ["Config"] = new JsonObject(),
                ["Volumes"] = new JsonObject(mounted),
            }
        );
        return id;
    }

    /// <summary>A volume with its data and its record.</summary>
    public string Volume()
    {
        var id = Files.Hex();
        Files.Write($"vfs/dir/{id}/data", "data");
        Record(id, DataOf(id), isBindMount: false);
        return id;
    }

    /// <summary>The record of a directory of the host that was mounted.</summary>
    public string BindMount(string id, string path)
    {
        Record(id, path, isBindMount: true);
        return id;
    }

    /// <summary>A directory of the driver that nobody names.</summary>
    public string Orphan() => Files.DriverDirectory(driver, Files.Hex());

    public void Dispose() => Node.Dispose();

    private static string DataOf(string volume) => $"/var/lib/docker/vfs/dir/{volume}";

    private string Register(ImmutableArray<string> below)
    {
        var id = Files.DriverDirectory(driver, Files.Hex(), below.Reverse());
        var json = new JsonObject { ["id"] = id, ["Size"] = 64 };
        if (!below.IsEmpty)
            json["parent"] = below[^1];
        Files.Write($"graph/{id}/json", json);
        Files.Write($"graph/{id}/layersize", "64");
        return id;
    }

    private void Record(string id, string path, bool isBindMount) =>
        Files.Write(
            $"volumes/{id}/config.json",
            new JsonObject
            {
                ["ID"] = id,
                ["Path"] = path,
                ["IsBindMount"] = isBindMount,
                ["Writable"] = true,
            }
        );
}
