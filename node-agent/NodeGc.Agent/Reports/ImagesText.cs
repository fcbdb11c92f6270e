using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>Writes the table of images.</summary>
internal static class ImagesText
{
    private const string None = "<none>";

    public static void Write(Page page, ImagesDocument document, bool withDirectories)
    {
        FindingsText.WriteStore(page, document.Store);
        page.WriteLine();
        var table = new TextTable("IMAGE", "ID", "KIND", "LAYERS", "SIZE", "SHARED", "UNIQUE", "DOCKER", "CONTAINERS");
        foreach (var image in document.Images)
            table.Row(CellsOf(image));
        page.Write(table);
        WriteTotal(page, document);
        if (withDirectories)
            foreach (var image in document.Images)
                WriteDirectories(page, image);
        FindingsText.WriteDoubts(page, document.Doubts);
    }

    public static void WriteTotal(Page page, ImagesDocument document)
    {
        page.WriteLine();
        page.WriteLine(
            $"{Nouns.Count(document.Images.Length, "image")}, {Formatting.Size(document.TotalBytes)} on disk, "
                + $"of which {Formatting.Size(document.SharedBytes)} shared between images."
        );
    }

    /// <summary>All its references, or <c>&lt;none&gt;</c>.</summary>
    public static string NamesOf(ImageDocument image) =>
        image.References.IsEmpty ? None : string.Join(", ", image.References);

    /// <summary>One row per directory, top first.</summary>
    public static void WriteDirectories(Page page, IEnumerable<DirectoryDocument> directories)
    {
        var table = new TextTable("", "ROLE", "SIZE", "LAYER", "ON DISK", "SHARED WITH");
        foreach (var directory in directories)
            table.Row(
                "",
                Role(directory),
                Formatting.Size(directory.Bytes),
                directory.Layer ?? "",
                Path(directory),
                Formatting.List(directory.SharedWith)
            );
        page.Write(table);
    }

    private static void WriteDirectories(Page page, ImageDocument image)
    {
        page.WriteHeading($"{NamesOf(image)}  {ExplainReport.Short(image.Id)}");
        WriteDirectories(page, image.Directories);
    }

    private static string[] CellsOf(ImageDocument image) =>
        [
            NamesOf(image),
            image.Id,
            image.Kind,
            LayersOf(image),
            Formatting.Size(image.Bytes),
            Formatting.Size(image.SharedBytes),
            Formatting.Size(image.UniqueBytes),
            image.EngineBytes is null ? "" : Formatting.Size(image.EngineBytes),
            Formatting.List([.. image.Containers.Select(container => container.Name)]),
        ];

    /// <summary>Without a size and layers, the number of layers is unknown.</summary>
    private static string LayersOf(ImageDocument image) =>
        image is { Bytes: null, Layers: 0 } ? "?" : $"{image.Layers}";

    private static string Role(DirectoryDocument directory) =>
        directory.Position is { } position ? $"{directory.Role} {position}" : directory.Role;

    private static string Path(DirectoryDocument directory) =>
        directory.Path is null ? "missing"
        : directory.RelatedPaths.IsEmpty ? directory.Path
        : $"{directory.Path} (with {string.Join(", ", directory.RelatedPaths)})";
}
