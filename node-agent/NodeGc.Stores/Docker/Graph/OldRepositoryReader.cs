using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Graph;

/// <summary>Reads <c>repositories-&lt;driver&gt;</c> of Docker before 1.10: <c>{"Repositories":{"name":{"tag":"image
/// id"}}}</c>.</summary>
internal sealed class OldRepositoryReader(ReadPass pass, StoreLayout layout)
{
    private readonly string file = $"repositories-{pass.Driver}";

    /// <summary>Adds every name. The list in an upgraded store is stale and ignored.</summary>
    public void Read()
    {
        if (layout.IsGraphEra)
            pass.MetadataReader.Read(file, Owners.Names, ReadFile);
    }

    private void ReadFile()
    {
        if (pass.Root.FindFile(file) is not { } content)
        {
            if (pass.Findings.Count(ResourceKind.Image) > 0)
                throw new MetadataDamagedException("it is missing, so the image names are unknown");
            return;
        }
        using var document = JsonDocument.Parse(content);
        foreach (var repository in document.RootElement.FindMembers("Repositories"))
        {
            foreach (var tag in repository.Value.Members())
                Add(repository.Name, tag.Name, tag.Value.GetText());
        }
    }

    private void Add(string repository, string tag, string image)
    {
        if (!LayerNames.IsHex(image))
            throw new MetadataDamagedException($"{repository}:{tag} does not refer to an image id");
        var reference = tag.Contains(':', StringComparison.Ordinal) ? $"{repository}@{tag}" : $"{repository}:{tag}";
        pass.Findings.Get(ResourceKind.ImageReference, reference).Require(new ResourceId(ResourceKind.Image, image));
    }
}
