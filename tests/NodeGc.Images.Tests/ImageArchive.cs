using System.Formats.Tar;
using System.Text.Json.Nodes;

namespace NodeGc.Images.Tests;

/// <summary>An image as <c>docker save</c> writes it: its configuration, and what its layers contain.</summary>
internal sealed class ImageArchive
{
    private readonly Dictionary<string, byte[]> files = [];

    public ImageArchive(string path)
    {
        using var reader = new TarReader(File.OpenRead(path));
        while (reader.GetNextEntry() is { } entry)
            if (entry.DataStream is { } content)
                files[entry.Name] = Read(content);
        var manifest = JsonNode.Parse(files["manifest.json"])![0]!;
        ConfigurationFile = (string)manifest["Config"]!;
        Image = JsonNode.Parse(files[ConfigurationFile])!;
        Tags = [.. manifest["RepoTags"]!.AsArray().Select(tag => (string)tag!)];
        Entries = [.. manifest["Layers"]!.AsArray().SelectMany(layer => List(files[(string)layer!]))];
    }

    /// <summary>Named by its digest, which is the image's ID.</summary>
    public string ConfigurationFile { get; }

    public JsonNode Image { get; }

    public JsonNode Settings => Image["config"]!;

    public IReadOnlyList<string> Tags { get; }

    /// <summary>Everything in all layers.</summary>
    public IReadOnlyList<(string Name, long Bytes, UnixFileMode Mode)> Entries { get; }

    public long Bytes => Entries.Sum(entry => entry.Bytes);

    private static IEnumerable<(string, long, UnixFileMode)> List(byte[] layer)
    {
        using var reader = new TarReader(new MemoryStream(layer));
        while (reader.GetNextEntry() is { } entry)
            yield return (entry.Name, entry.Length, entry.Mode);
    }

    private static byte[] Read(Stream content)
    {
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
