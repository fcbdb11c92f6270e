using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Images;

/// <summary>Reads <c>repositories.json</c>: the tags and digests that name images.</summary>
internal sealed class RepositoryReader(ReadPass pass)
{
    private const string File = "repositories.json";

    private readonly string folder = $"image/{pass.Driver}";

    /// <summary>Adds every name and uses it as the image's title.</summary>
    public void Read() =>
        pass.MetadataReader.Read(
            $"{folder}/{File}",
            Owners.Names,
            () =>
            {
                if (pass.FindFolder(folder) is not { } images)
                    return;
                if (images.GetFile(File) is not { Length: > 0 } content)
                    throw new MetadataDamagedException("it is empty");
                using var document = JsonDocument.Parse(content);
                foreach (var repository in document.RootElement.FindMembers("Repositories"))
                {
                    foreach (var reference in repository.Value.Members())
                        Add(reference.Name, reference.Value.GetText());
                }
            },
            Remedies.Names
        );

    private void Add(string reference, string image)
    {
        pass.Findings.Get(ResourceKind.ImageReference, reference)
            .Require(new ResourceId(ResourceKind.Image, LayerNames.Digested(image, reference)));
    }
}
