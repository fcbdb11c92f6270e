namespace NodeGc.Agent.Reports;

/// <summary>Writes the table of images for people.</summary>
internal static class ImagesText
{
    private const string None = "<none>";

    public static void Write(Page page, ImagesDocument document, bool withDirectories)
    {
        FindingsText.WriteStore(page, document.Store);
        page.WriteLine();
        var table = new TextTable("IMAGE", "ID", "KIND", "LAYERS", "SIZE", "SHARED", "UNIQUE", "ENGINE", "CONTAINERS");
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
        var images = document.Images.Length == 1 ? "1 image takes" : $"{document.Images.Length} images take";
        page.WriteLine(
            $"{images} {Texts.Size(document.TotalBytes)} on disk, each directory counted once; "
                + $"{Texts.Size(document.SharedBytes)} of it is shared by several."
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
                Texts.Size(directory.Bytes),
                directory.Layer ?? "",
                Path(directory),
                Texts.Some(directory.SharedWith)
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
            Texts.Size(image.Bytes),
            Texts.Size(image.SharedBytes),
            Texts.Size(image.UniqueBytes),
            image.EngineBytes is null ? "" : Texts.Size(image.EngineBytes),
            Texts.Some([.. image.Containers.Select(container => container.Name)]),
        ];

    /// <summary>Without a size and a layer, nothing is known of them.</summary>
    private static string LayersOf(ImageDocument image) =>
        image is { Bytes: null, Layers: 0 } ? "?" : $"{image.Layers}";

    private static string Role(DirectoryDocument directory) =>
        directory.Position is { } position ? $"{directory.Role} {position}" : directory.Role;

    private static string Path(DirectoryDocument directory) =>
        directory.Path is null ? "missing"
        : directory.Companions.IsEmpty ? directory.Path
        : $"{directory.Path} (with {string.Join(", ", directory.Companions)})";
}
