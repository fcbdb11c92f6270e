using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.Docker;

/// <summary>
/// An image as <c>docker load</c> takes it, made without building: any number of layers in no time. The first layer is
/// that of <see cref="BaseImage"/>, so the image runs.
/// </summary>
public sealed class ImageArchive(string tag)
{
    private readonly List<byte[]> layers = [BaseImage.Tar()];

    /// <summary>Adds a layer of empty files; a few thousand keep an engine busy for a while.</summary>
    public ImageArchive WithLayer(string folder, int files)
    {
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar))
            for (var number = 0; number < files; number++)
                tar.WriteEntry(
                    new UstarTarEntry(
                        TarEntryType.RegularFile,
                        string.Create(CultureInfo.InvariantCulture, $"{folder}/{number / 500}/{number}")
                    )
                );
        layers.Add(bytes.ToArray());
        return this;
    }

    /// <summary>Writes the archive in the format of <c>docker save</c> (<c>manifest.json</c>, Docker 1.10 and
    /// later).</summary>
    public string WriteTo(string folder)
    {
        var path = Path.Combine(folder, $"{tag.Replace(':', '-').Replace('/', '-')}.tar");
        using var tar = new TarWriter(File.Create(path), TarEntryFormat.Ustar);
        var config = Encoding.UTF8.GetBytes(Config().ToJsonString());
        var configName = $"{Convert.ToHexStringLower(SHA256.HashData(config))}.json";
        Write(tar, configName, config);
        for (var index = 0; index < layers.Count; index++)
            Write(tar, LayerName(index), layers[index]);
        Write(tar, "manifest.json", Encoding.UTF8.GetBytes(Manifest(configName).ToJsonString()));
        return path;
    }

    private JsonObject Config() =>
        new()
        {
            ["architecture"] = "amd64",
            ["os"] = "linux",
            ["config"] = new JsonObject { ["Cmd"] = new JsonArray("sleep", "3600") },
            ["rootfs"] = new JsonObject
            {
                ["type"] = "layers",
                ["diff_ids"] = Array(
                    layers.Select(layer => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(layer))}")
                ),
            },
        };

    private JsonArray Manifest(string configName) =>
        new(
            new JsonObject
            {
                ["Config"] = configName,
                ["RepoTags"] = new JsonArray(tag),
                ["Layers"] = Array(Enumerable.Range(0, layers.Count).Select(LayerName)),
            }
        );

    private static string LayerName(int index) => string.Create(CultureInfo.InvariantCulture, $"{index}.tar");

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static void Write(TarWriter tar, string name, byte[] content) =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
}
