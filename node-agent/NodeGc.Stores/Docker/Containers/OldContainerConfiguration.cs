using System.Collections.Immutable;
using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Docker.Volumes;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Containers;

/// <summary>Reads <c>config.json</c>, a container's configuration before 1.10. Its directories have its own id;
/// <c>Volumes</c> maps to paths on disk.</summary>
internal sealed class OldContainerConfiguration(
    ReadPass pass,
    ResourceBuilder builder,
    StoreLayout layout,
    OldVolumes volumes
)
{
    public const string File = "config.json";

    /// <exception cref="MetadataDamagedException">It is not the configuration of this container.</exception>
    public void Read(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var config = document.RootElement;
        if (config.FindText("ID") != builder.Id.Name)
            throw new MetadataDamagedException($"its {File} belongs to another container");
        VolumeReferences.AddFrom(builder, config);
        foreach (var path in config.FindMembers("Volumes").Select(volume => volume.Value.GetText()))
        {
            foreach (var record in volumes.FindBindMounts(path))
                builder.Need(ResourceId.Volume(record));
        }
        builder.Labels = config.FindObject("Config")?.FindLabels("Labels") ?? ImmutableDictionary<string, string>.Empty;
        var state = config.FindObject("State") ?? throw new MetadataDamagedException($"its {File} has no State");
        builder.IsBeingRemoved = state.FindFlag("Dead") || state.FindFlag("RemovalInProgress");
        builder.GivenName = config.FindText("Name")?.TrimStart('/');
        builder.Title = $"{builder.GivenName ?? builder.Id.Name[..12]} ({ContainerState.WordOf(state)})";
        NeedDirectories(config);
        if (config.FindText("Image") is { } image && LayerNames.IsHex(image))
            NeedImage(image);
    }

    private void NeedDirectories(JsonElement config)
    {
        var driver = ContainerState.DriverOf(config);
        foreach (var name in new[] { builder.Id.Name, LayerNames.InitOf(builder.Id.Name) })
            builder.Need(ResourceId.LayerDirectory(driver, name));
        if (driver != pass.Driver)
            builder.Need(new ResourceId(ResourceKind.Store, driver));
        else if (layout.IsGraphEra && !builder.IsBeingRemoved)
            builder.Require(pass.Directory(builder.Id.Name));
    }

    /// <summary>A container is based on its init layer, and that on the image.</summary>
    private void NeedImage(string image)
    {
        builder.Need(new ResourceId(ResourceKind.Image, image));
        if (!layout.IsGraphEra || pass.Driver != DriverNames.Aufs)
            return;
        pass.Stack(builder.Id.Name);
        pass.Stack(LayerNames.InitOf(builder.Id.Name));
    }
}
