using System.Text.Json.Nodes;

namespace NodeGc.Testing.Stores.Engines.Metadata;

/// <summary>Since 1.10: <c>image/&lt;driver&gt;/{imagedb,layerdb,repositories.json}</c>.</summary>
internal sealed class LayerStoreMetadata(StoreTree tree, string driver) : ImageMetadata
{
    private readonly string image = $"image/{driver}";
    private readonly JsonObject repositories = [];

    public override void Prepare() =>
        tree.Folder(
            $"{image}/imagedb/content/sha256",
            $"{image}/imagedb/metadata/sha256",
            $"{image}/layerdb/sha256",
            $"{image}/layerdb/mounts",
            $"{image}/layerdb/tmp",
            $"{image}/distribution"
        );

    public override EngineLayer Register(DriverDirectory directory, EngineLayer? on, string word)
    {
        var diff = EngineNames.Digest($"content {word}");
        var layer = new EngineLayer(
            on is null ? diff : EngineNames.Digest($"{on.Id} {diff}"),
            [.. on?.DiffIds ?? [], diff],
            directory
        );
        var folder = $"{image}/layerdb/sha256/{layer.Id[7..]}";
        tree.File($"{folder}/diff", diff)
            .File($"{folder}/cache-id", directory.Name)
            .File($"{folder}/size", "7")
            .File($"{folder}/tar-split.json.gz", [0x1f, 0x8b]);
        if (on is not null)
            tree.File($"{folder}/parent", on.Id);
        return layer;
    }

    public override string AddImage(string? reference, EngineLayer top, string? parent)
    {
        var config = new JsonObject
        {
            ["architecture"] = "amd64",
            ["config"] = new JsonObject { ["Labels"] = new JsonObject { ["made-by"] = reference ?? "nobody" } },
            ["rootfs"] = new JsonObject
            {
                ["type"] = "layers",
                ["diff_ids"] = new JsonArray([.. top.DiffIds.Select(diff => JsonValue.Create(diff))]),
            },
            ["os"] = "linux",
        }.ToJsonString();
        var id = EngineNames.Digest(config);
        tree.File($"{image}/imagedb/content/sha256/{id[7..]}", config);
        if (parent is not null && parent != id)
            tree.File($"{image}/imagedb/metadata/sha256/{id[7..]}/parent", parent);
        if (reference is not null)
            Tag(reference, id);
        return id;
    }

    public override void AddMount(string id, DriverDirectory directory, DriverDirectory? init, EngineLayer on)
    {
        var folder = $"{image}/layerdb/mounts/{id}";
        tree.File($"{folder}/mount-id", directory.Name).File($"{folder}/parent", on.Id);
        if (init is not null)
            tree.File($"{folder}/init-id", init.Name);
    }

    public override void Finish() =>
        tree.File(
            $"{image}/repositories.json",
            new JsonObject { ["Repositories"] = repositories.DeepClone() }.ToJsonString()
        );

    private void Tag(string reference, string id)
    {
        var name = reference.Split(':')[0];
        if (repositories[name] is not JsonObject tags)
            repositories[name] = tags = [];
        tags[reference] = id;
    }
}
