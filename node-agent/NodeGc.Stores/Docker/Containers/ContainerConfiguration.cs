using System.Collections.Immutable;
using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Docker.Volumes;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Containers;

/// <summary>Reads <c>config.v2.json</c>: a container's image, state, volumes and labels.</summary>
internal sealed class ContainerConfiguration(ReadPass pass, ResourceBuilder builder)
{
    /// <exception cref="MetadataDamagedException">It is not the configuration of this container.</exception>
    public void Read(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var config = document.RootElement;
        if (config.FindText("ID") != builder.Id.Name)
            throw new MetadataDamagedException("its config.v2.json belongs to another container");
        if (!config.TryGetProperty("MountPoints", out _))
            throw new MetadataDamagedException("its config.v2.json has no MountPoints, so its volumes are unknown");
        VolumeReferences.AddFrom(builder, config);
        if (config.FindText("Image") is { } image && LayerNames.IsDigest(image))
            builder.Need(new ResourceId(ResourceKind.Image, image));
        builder.Labels = config.FindObject("Config")?.FindLabels("Labels") ?? ImmutableDictionary<string, string>.Empty;
        ReadState(config);
    }

    /// <summary>A failed removal leaves a container that can be removed again: it counts as in use, but what it needs
    /// may be gone.</summary>
    private void ReadState(JsonElement config)
    {
        var state = config.FindObject("State") ?? throw new MetadataDamagedException("its config.v2.json has no State");
        builder.IsBeingRemoved = state.FindFlag("Dead") || state.FindFlag("RemovalInProgress");
        if (builder.IsBeingRemoved && pass.Findings.Find(MountId) is { } mount)
            mount.IsBeingRemoved = true;
        NeedLayers(ContainerState.DriverOf(config));
        builder.GivenName = config.FindText("Name")?.TrimStart('/');
        builder.Title = $"{builder.GivenName ?? builder.Id.Name[..12]} ({ContainerState.WordOf(state)})";
    }

    /// <summary>With the containerd image store its driver is a snapshotter, which has no store here.</summary>
    private void NeedLayers(string driver)
    {
        if (pass.Driver == DriverNames.Containerd && !DriverNames.All.Contains(driver))
            return;
        if (driver != pass.Driver)
            builder.Need(new ResourceId(ResourceKind.Store, driver));
        else if (!builder.IsBeingRemoved)
            builder.Require(MountId);
    }

    private ResourceId MountId => new(ResourceKind.LayerMount, builder.Id.Name);
}
