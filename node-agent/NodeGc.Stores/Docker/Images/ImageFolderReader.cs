using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Images;

/// <summary>Reads all of <c>image/&lt;driver&gt;</c>: images, layers and mount points. All of them own layer
/// directories.</summary>
internal sealed class ImageFolderReader(ReadPass pass)
{
    private static readonly string[] Parts = ["imagedb/content/sha256", "layerdb"];

    /// <summary>Adds everything; adds a doubt for missing directories that an engine always creates.</summary>
    public void Read()
    {
        foreach (var part in Parts)
        {
            var path = $"image/{pass.Driver}/{part}";
            pass.MetadataReader.Read(path, DoubtScope.Layers, () => RefuseMissing(path));
        }
        pass.MetadataReader.Read(Layers, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder($"image/{pass.Driver}/layerdb") is not null)
                RefuseMissingLayers();
        });
        new LayerStoreReader(pass).Read();
        new LayerMountReader(pass).Read();
        new ImageStoreReader(pass).Read();
        new RepositoryReader(pass).Read();
    }

    /// <summary>It comes with the first layer. Before, a partially written layer leaves a directory, and a
    /// marker beside it.</summary>
    private void RefuseMissingLayers()
    {
        if (pass.FindFolder(Layers) is not null || !pass.Root.List($"image/{pass.Driver}/layerdb/tmp").IsEmpty)
            return;
        var directories = pass.Findings.Builders.Count(builder =>
            builder is { Id.Kind: ResourceKind.LayerDirectory, Directory: not null }
            && LayerNames.IsHex(builder.Id.Name.AsSpan(pass.Driver.Length + 1))
        );
        if (directories > 0)
            throw new MetadataDamagedException(
                $"it is missing, but there are {directories} layer directories, so it is unknown which of them "
                    + "the engine uses"
            );
    }

    private string Layers => $"image/{pass.Driver}/layerdb/sha256";

    private void RefuseMissing(string path)
    {
        var hasDirectories = pass.Findings.Count(ResourceKind.LayerDirectory) > 0;
        if (hasDirectories && pass.FindFolder(path) is null)
            throw new MetadataDamagedException("it is missing, so the owners of the layer directories are unknown");
    }
}
