using NodeGc.Collector.Inventories;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Metadata;

/// <summary>Reads all of <c>image/&lt;driver&gt;</c>: images, layers and mount points. All of them are owners of layer directories.</summary>
internal sealed class ImageFolderReader(ReadPass pass)
{
    private static readonly string[] Parts = ["imagedb/content/sha256", "layerdb"];

    /// <summary>Adds everything; doubts a folder that an engine always makes and that is missing.</summary>
    public void Read()
    {
        foreach (var part in Parts)
        {
            var path = $"image/{pass.Driver}/{part}";
            pass.Pieces.Read(path, DoubtScope.Layers, () => RefuseMissing(path));
        }
        new LayerStoreReader(pass).Read();
        new LayerMountReader(pass).Read();
        new ImageStoreReader(pass).Read();
        new RepositoryReader(pass).Read();
    }

    private void RefuseMissing(string path)
    {
        var hasDirectories = pass.Findings.Count(ResourceKind.LayerDirectory) > 0;
        if (hasDirectories && pass.FindFolder(path) is null) throw new MetadataDamagedException("it is missing, so who owns the layer directories is unknown");
    }
}
