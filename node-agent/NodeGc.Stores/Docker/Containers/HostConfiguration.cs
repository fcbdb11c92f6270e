using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Volumes;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Containers;

/// <summary>Reads the volumes that <c>hostconfig.json</c> names: the left sides of <c>Binds</c> and the sources of
/// <c>Mounts</c>.</summary>
internal static class HostConfiguration
{
    public static void Read(ResourceBuilder builder, byte[] content)
    {
        if (content.Length == 0)
            throw new MetadataDamagedException("it is empty");
        using var document = JsonDocument.Parse(content);
        foreach (var bind in document.RootElement.FindArray("Binds"))
            VolumeReferences.AddSource(builder, SourceOf(bind.GetText()));
        foreach (var mount in document.RootElement.FindArray("Mounts"))
        {
            if (mount.FindText("Source") is { Length: > 0 } source)
                VolumeReferences.AddSource(builder, source);
        }
    }

    private static string SourceOf(string bind) => bind.Split(':', 2)[0];
}
