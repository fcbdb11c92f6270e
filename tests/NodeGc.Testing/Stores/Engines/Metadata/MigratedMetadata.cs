using System.Text.Json.Nodes;

namespace NodeGc.Testing.Stores.Engines.Metadata;

/// <summary>
/// Carried from before 1.10: the graph stays as it was, with the migration's notes in it, beside the new metadata, in
/// which a layer's directory has the name of the old image.
/// </summary>
internal sealed class MigratedMetadata(StoreTree tree, string driver) : ImageMetadata
{
    private readonly GraphMetadata graph = new(tree, driver);
    private readonly LayerStoreMetadata layers = new(tree, driver);
    private readonly JsonObject images = [];

    public override void Prepare()
    {
        graph.Prepare();
        layers.Prepare();
    }

    /// <summary>Made before the migration where nothing newer lies below and its name is as long as an old
    /// one.</summary>
    public override EngineLayer Register(DriverDirectory directory, EngineLayer? on, string word)
    {
        var layer = layers.Register(directory, on, word);
        if (on is { IsMigrated: false } || directory.Name.Length != 64)
            return layer;
        graph.Register(directory, on is null ? null : on with { Id = on.Directory.Name }, word);
        var folder = $"graph/{directory.Name}";
        tree.File($"{folder}/.migration-diffid", layer.DiffIds[^1])
            .File($"{folder}/.migration-size", "7")
            .File($"{folder}/.migration-tardata", [0x1f, 0x8b]);
        images[directory.Name] = layers.AddImage(null, layer, parent: null);
        return layer with { IsMigrated = true };
    }

    /// <summary>An image whose migration failed: it is in the graph only.</summary>
    public EngineLayer Leave(DriverDirectory directory, EngineLayer on, string word) =>
        graph.Register(directory, on with { Id = on.Directory.Name }, word);

    public override string AddImage(string? reference, EngineLayer top, string? parent)
    {
        if (top.IsMigrated)
            graph.AddImage(reference, top with { Id = top.Directory.Name }, parent);
        return layers.AddImage(reference, top, parent);
    }

    public override void AddMount(string id, DriverDirectory directory, DriverDirectory? init, EngineLayer on) =>
        layers.AddMount(id, directory, init, on);

    public override void Finish()
    {
        graph.Finish();
        layers.Finish();
        tree.File(".migration-v1-images.json", images.ToJsonString()).File(".migration-v1-tags", "");
    }
}
