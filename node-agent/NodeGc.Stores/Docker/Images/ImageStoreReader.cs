using System.Security.Cryptography;
using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Images;

/// <summary>Reads <c>imagedb</c>: every image, named or not. A configuration's name is the hash of its content, so
/// damage is always detected.</summary>
internal sealed class ImageStoreReader(ReadPass pass)
{
    private const string Temporary = ".tmp-";

    private readonly string path = $"image/{pass.Driver}/imagedb/content/sha256";
    private readonly string metadataPath = $"image/{pass.Driver}/imagedb/metadata/sha256";

    /// <summary>Adds every image with its layers and its parent image.</summary>
    public void Read() => pass.MetadataReader.Read(path, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(path) is not { } images)
                return;
            foreach (var entry in images.Handle.List())
            {
                var name = entry.Name.ToString();
                if (LayerNames.IsHex(name))
                    pass.MetadataReader.Read(
                        images.At(name),
                        Owners.Image,
                        () => ReadImage(images, name),
                        Remedies.Image
                    );
                else if (name.StartsWith(Temporary, StringComparison.Ordinal))
                    pass.AddDebris(images.At(name), "left by an interrupted write");
                else
                    pass.Findings.Add(
                        new Leftover(LeftoverKind.UnknownName, images.At(name), "not an image name; ignored")
                    );
            }
        });

    private void ReadImage(StoreFolder images, string hex)
    {
        if (images.FindFile(hex) is not { } content)
            return;
        var builder = pass.Findings.Get(ResourceKind.Image, LayerNames.DigestOf(hex));
        builder.WrittenAt = images.FindStatus(hex)?.LastChanged;
        NeedParent(builder, hex);
        if (content.Length == 0)
            throw new MetadataDamagedException("it is empty");
        if (Convert.ToHexStringLower(SHA256.HashData(content)) != hex)
            throw new MetadataDamagedException("its content does not match the hash in its name");
        using var document = JsonDocument.Parse(content);
        var chains = ChainIds.Compute(DiffIds(document.RootElement));
        if (!chains.IsEmpty)
            builder.Require(new ResourceId(ResourceKind.Layer, chains[^1]));
        builder.Labels = document.RootElement.FindObject("config")?.FindLabels("Labels") ?? builder.Labels;
    }

    private void NeedParent(ResourceBuilder builder, string hex)
    {
        if (pass.FindFolder(metadataPath)?.FindText($"{hex}/parent") is not { } parent)
            return;
        if (!LayerNames.IsDigest(parent))
            throw new MetadataDamagedException($"the parent in {metadataPath}/{hex} is not a sha256 digest")
            {
                Owner = Owners.Image,
            };
        builder.Need(new ResourceId(ResourceKind.Image, parent));
    }

    private static List<string> DiffIds(JsonElement image)
    {
        if (image.FindObject("rootfs") is not { } rootfs)
            return [];
        if (rootfs.FindText("type") is { } type && type != "layers")
            throw new LayoutUnknownException($"its root filesystem has the unknown type '{type}'");
        return
        [
            .. rootfs.FindArray("diff_ids").Select(diff => LayerNames.Digested(diff.GetText(), "an entry of diff_ids")),
        ];
    }
}
