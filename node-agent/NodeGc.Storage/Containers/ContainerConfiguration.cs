using System.Collections.Immutable;
using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Reading;
using NodeGc.Storage.Volumes;

namespace NodeGc.Storage.Containers;

/// <summary>Reads <c>config.v2.json</c>: a container's image, state, volumes and labels.</summary>
internal sealed class ContainerConfiguration(ReadPass pass, Draft draft)
{
    /// <exception cref="MetadataDamagedException">It is not the configuration of this container.</exception>
    public void Read(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var config = document.RootElement;
        if (config.FindText("ID") != draft.Id.Name)
            throw new MetadataDamagedException("its config.v2.json is that of another container");
        if (!config.TryGetProperty("MountPoints", out _))
            throw new MetadataDamagedException("its config.v2.json has no MountPoints, so its volumes are unknown");
        VolumeReferences.AddFrom(draft, config);
        if (config.FindText("Image") is { } image && LayerNames.IsDigest(image))
            draft.Need(new ResourceId(ResourceKind.Image, image));
        draft.Labels = config.FindObject("Config")?.FindLabels("Labels") ?? ImmutableDictionary<string, string>.Empty;
        ReadState(config);
    }

    /// <summary>A removal that failed leaves a container that may be removed again: it lives, but its belongings may be
    /// gone.</summary>
    private void ReadState(JsonElement config)
    {
        var state = config.FindObject("State") ?? throw new MetadataDamagedException("its config.v2.json has no State");
        draft.IsGoing = state.FindFlag("Dead") || state.FindFlag("RemovalInProgress");
        if (draft.IsGoing && pass.Findings.Find(MountId) is { } mount)
            mount.IsGoing = true;
        NeedLayers(ContainerState.DriverOf(config));
        draft.GivenName = config.FindText("Name")?.TrimStart('/');
        draft.Title = $"{draft.GivenName ?? draft.Id.Name[..12]} ({ContainerState.WordOf(state)})";
    }

    /// <summary>With images in containerd its driver is a snapshotter, which has no store here.</summary>
    private void NeedLayers(string driver)
    {
        if (pass.Driver == DriverNames.Containerd && !DriverNames.All.Contains(driver))
            return;
        if (driver != pass.Driver)
            draft.Need(new ResourceId(ResourceKind.Store, driver));
        else if (!draft.IsGoing)
            draft.Require(MountId);
    }

    private ResourceId MountId => new(ResourceKind.LayerMount, draft.Id.Name);
}
