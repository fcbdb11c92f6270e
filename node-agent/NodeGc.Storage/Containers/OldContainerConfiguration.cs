using System.Collections.Immutable;
using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Layout;
using NodeGc.Storage.Reading;
using NodeGc.Storage.Volumes;

namespace NodeGc.Storage.Containers;

/// <summary>Reads <c>config.json</c>, a container's configuration before 1.10. Its directories bear its own id;
/// <c>Volumes</c> maps to paths on disk.</summary>
internal sealed class OldContainerConfiguration(ReadPass pass, Draft draft, StoreLayout layout, OldVolumes volumes)
{
    public const string File = "config.json";

    /// <exception cref="MetadataDamagedException">It is not the configuration of this container.</exception>
    public void Read(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var config = document.RootElement;
        if (config.FindText("ID") != draft.Id.Name)
            throw new MetadataDamagedException($"its {File} is that of another container");
        VolumeReferences.AddFrom(draft, config);
        foreach (var path in config.FindMembers("Volumes").Select(volume => volume.Value.GetText()))
        {
            foreach (var record in volumes.FindBindMounts(path))
                draft.Need(ResourceId.Volume(record));
        }
        draft.Labels = config.FindObject("Config")?.FindLabels("Labels") ?? ImmutableDictionary<string, string>.Empty;
        var state = config.FindObject("State") ?? throw new MetadataDamagedException($"its {File} has no State");
        draft.IsGoing = state.FindFlag("Dead") || state.FindFlag("RemovalInProgress");
        draft.GivenName = config.FindText("Name")?.TrimStart('/');
        draft.Title = $"{draft.GivenName ?? draft.Id.Name[..12]} ({ContainerState.WordOf(state)})";
        NeedDirectories(config);
        if (config.FindText("Image") is { } image && LayerNames.IsHex(image))
            NeedImage(image);
    }

    private void NeedDirectories(JsonElement config)
    {
        var driver = ContainerState.DriverOf(config);
        foreach (var name in new[] { draft.Id.Name, LayerNames.InitOf(draft.Id.Name) })
            draft.Need(ResourceId.LayerDirectory(driver, name));
        if (driver != pass.Driver)
            draft.Need(new ResourceId(ResourceKind.Store, driver));
        else if (layout.IsGraphEra && !draft.IsGoing)
            draft.Require(pass.Directory(draft.Id.Name));
    }

    /// <summary>A container of an image stands upon its init layer, and that upon the image.</summary>
    private void NeedImage(string image)
    {
        draft.Need(new ResourceId(ResourceKind.Image, image));
        if (!layout.IsGraphEra || pass.Driver != DriverNames.Aufs)
            return;
        pass.Stack(draft.Id.Name);
        pass.Stack(LayerNames.InitOf(draft.Id.Name));
    }
}
