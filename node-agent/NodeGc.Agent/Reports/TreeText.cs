namespace NodeGc.Agent.Reports;

/// <summary>Writes trees as text.</summary>
internal static class TreeText
{
    public static void Write(Page page, ImagesDocument document)
    {
        FindingsText.WriteStore(page, document.Store);
        page.WriteLine();
        Write(page, ["IMAGE", "KIND", "OWN", "VIRTUAL", "ON DISK"], [.. document.Images.SelectMany(RowsOf)]);
        ImagesText.WriteTotal(page, document);
        FindingsText.WriteDoubts(page, document.Doubts);
    }

    public static void Write(Page page, LayerTreeDocument document)
    {
        FindingsText.WriteStore(page, document.Store);
        page.WriteLine();
        Write(page, ["LAYER", "SIZE", "DOCKER", "ON DISK"], [.. document.Layers.SelectMany(RowsOf)]);
        FindingsText.WriteDoubts(page, document.Doubts);
    }

    private static void Write(Page page, string[] headings, List<TreeRow> rows)
    {
        var guides = TreeGuides.Draw([.. rows.Select(row => row.Depth)]);
        var table = new TextTable(headings);
        foreach (var (row, guide) in rows.Zip(guides))
            table.Row([
                guide + row.Text,
                .. row.Cells,
                .. Enumerable.Repeat("", headings.Length - 1 - row.Cells.Length),
            ]);
        page.Write(table);
    }

    private static IEnumerable<TreeRow> RowsOf(ImageDocument image)
    {
        yield return new(
            image.Depth,
            $"{ImagesText.NamesOf(image)}  {image.Id}",
            image.Kind,
            Formatting.Size(image.OwnBytes),
            Formatting.Size(image.Bytes)
        );
        if (image.LayersInCommon > 0)
            yield return new(image.Depth + 1, InCommon(image));
        foreach (var layer in OwnLayersOf(image))
            yield return new(image.Depth + 1, TextOf(layer), "", Formatting.Size(layer.Bytes), "", PathOf(layer));
        foreach (var container in image.Containers)
            yield return new(
                image.Depth + 1,
                $"container {container.Name}  {container.Id}",
                "",
                Formatting.Size(container.Bytes)
            );
    }

    private static IEnumerable<TreeRow> RowsOf(LayerDocument layer)
    {
        yield return new(
            layer.Depth,
            $"layer {Bare(layer.Layer)}",
            Formatting.Size(layer.Bytes),
            EngineSize(layer.EngineBytes),
            layer.Path ?? "missing"
        );
        foreach (var image in layer.Images)
            yield return new(layer.Depth + 1, $"image {image}");
        foreach (var container in layer.Containers)
            yield return new(layer.Depth + 1, $"container {container}");
        foreach (var record in layer.BuildCache)
            yield return new(layer.Depth + 1, $"build cache {record}");
    }

    /// <summary>The layers that the image does not inherit from its parent, top first.</summary>
    private static IEnumerable<DirectoryDocument> OwnLayersOf(ImageDocument image) =>
        image.Directories.Where(layer => layer.Path is not { } path || image.OwnPaths.Contains(path));

    private static string TextOf(DirectoryDocument layer) =>
        layer.Position is { } position
            ? $"layer {position} {layer.Layer}".TrimEnd()
            : "directory below the base layer (known only to the storage driver)";

    private static string InCommon(ImageDocument image)
    {
        var all =
            image.LayersInCommon == image.Layers
                ? "all layers"
                : $"the lowest {image.LayersInCommon} of {image.Layers} layers";
        return $"shares {all} with {Formatting.List(image.InCommonWith, image.InCommonWithMore)}";
    }

    private static string PathOf(DirectoryDocument layer) => layer.Path ?? "missing";

    private static string EngineSize(long? bytes) => bytes is null ? "" : Formatting.Size(bytes);

    private static string Bare(string name) => name[(name.LastIndexOf('/') + 1)..];
}
