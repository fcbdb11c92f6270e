using Spectre.Console;

namespace NodeGc.Agent.Reports;

/// <summary>Writes the table of images for people.</summary>
internal static class ImagesText
{
    private const string None = "<none>";

    public static void Write(IAnsiConsole console, ImagesDocument document, bool withDirectories)
    {
        FindingsText.WriteStore(console, document.Store);
        console.WriteLine();
        var table = Texts.Table("IMAGE", "ID", "KIND", "LAYERS", "SIZE", "SHARED", "UNIQUE", "ENGINE SAYS", "CONTAINERS");
        foreach (var image in document.Images) table.Row(CellsOf(image));
        console.Write(table);
        WriteTotal(console, document);
        if (withDirectories) foreach (var image in document.Images) WriteDirectories(console, image);
        FindingsText.WriteDoubts(console, document.Doubts);
    }

    public static void WriteTotal(IAnsiConsole console, ImagesDocument document)
    {
        console.WriteLine();
        console.WriteLine($"{(document.Images.Length == 1 ? "1 image takes" : $"{document.Images.Length} images take")} {Texts.Size(document.TotalBytes)} on disk, each directory counted once; "
            + $"{Texts.Size(document.SharedBytes)} of it is shared by several.");
    }

    /// <summary>All its references, or <c>&lt;none&gt;</c>.</summary>
    public static string NamesOf(ImageDocument image) => image.References.IsEmpty ? None : string.Join(", ", image.References);

    /// <summary>One row per directory, top first.</summary>
    public static void WriteDirectories(IAnsiConsole console, IEnumerable<DirectoryDocument> directories)
    {
        var table = Texts.Table("", "ROLE", "SIZE", "LAYER", "ON DISK", "SHARED WITH");
        foreach (var directory in directories)
            table.Row("", Role(directory), Texts.Size(directory.Bytes), ExplainReport.Short(directory.Layer ?? ""), Path(directory), Texts.Some(directory.SharedWith));
        console.Write(table);
    }

    private static void WriteDirectories(IAnsiConsole console, ImageDocument image)
    {
        console.Heading($"{NamesOf(image)}  {ExplainReport.Short(image.Id)}");
        WriteDirectories(console, image.Directories);
    }

    private static string[] CellsOf(ImageDocument image) =>
    [
        NamesOf(image), ExplainReport.Short(image.Id), image.Kind, $"{image.Layers}", Texts.Size(image.Bytes), Texts.Size(image.SharedBytes),
        Texts.Size(image.UniqueBytes), image.EngineBytes is null ? "" : Texts.Size(image.EngineBytes),
        Texts.Some([.. image.Containers.Select(container => container.Name)]),
    ];

    private static string Role(DirectoryDocument directory) => directory.Position is { } position ? $"{directory.Role} {position}" : directory.Role;

    private static string Path(DirectoryDocument directory) =>
        directory.Path is null ? "missing" : directory.Companions.IsEmpty ? directory.Path : $"{directory.Path} (with {string.Join(", ", directory.Companions)})";
}
