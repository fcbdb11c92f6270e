using System.Text.Json.Nodes;

namespace NodeGc.Testing.Stores.Engines.Metadata;

/// <summary>Before 1.10: <c>graph/&lt;id&gt;/{json,layersize}</c> and <c>repositories-&lt;driver&gt;</c>. A layer and
/// its directory have the same name.</summary>
internal sealed class GraphMetadata(StoreTree tree, string driver) : ImageMetadata
{
    private readonly JsonObject repositories = [];

    public override void Prepare() =>
        tree.Folder("graph/_tmp", "init", "trust", "execdriver").File("linkgraph.db", "SQLite format 3\0");

    public override EngineLayer Register(DriverDirectory directory, EngineLayer? on, string word)
    {
        var json = new JsonObject
        {
            ["id"] = directory.Name,
            ["created"] = "2015-03-01T12:00:00.123456789Z",
            ["container"] = EngineNames.Hex($"step {word}"),
            ["config"] = new JsonObject { ["Cmd"] = new JsonArray("/bin/sh"), ["Volumes"] = null },
            ["docker_version"] = "1.6.2",
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["Size"] = 7,
        };
        if (on is not null)
            json.Insert(1, "parent", on.Id);
        tree.File($"graph/{directory.Name}/json", json.ToJsonString()).File($"graph/{directory.Name}/layersize", "7");
        return new EngineLayer(directory.Name, [], directory);
    }

    /// <summary>Every layer is an image; only a name has to be added.</summary>
    public override string AddImage(string? reference, EngineLayer top, string? parent)
    {
        if (reference is not null)
            Tag(reference, top.Id);
        return top.Id;
    }

    public override void AddMount(string id, DriverDirectory directory, DriverDirectory? init, EngineLayer on)
    {
        // The names say it all.
    }

    public override void Finish() =>
        tree.File(
            $"repositories-{driver}",
            new JsonObject { ["Repositories"] = repositories.DeepClone() }.ToJsonString()
        );

    private void Tag(string reference, string id)
    {
        var parts = reference.Split(':');
        if (repositories[parts[0]] is not JsonObject tags)
            repositories[parts[0]] = tags = [];
        tags[parts[1]] = id;
    }
}
