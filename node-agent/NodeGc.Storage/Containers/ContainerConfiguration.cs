using System.Collections.Immutable;
using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Reading;
using NodeGc.Storage.Volumes;

namespace NodeGc.Storage.Containers;

/// <summary>Reads <c>config.v2.json</c>: a container's image, state, volumes and labels.</summary>
internal sealed class ContainerConfiguration(ReadPass pass, Draft draft)
{
    /// <summary>What an engine means that names no driver.</summary>
    private const string OldestDriver = "aufs";

    /// <exception cref="MetadataDamagedException">It is not the configuration of this container.</exception>
    public void Read(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        var config = document.RootElement;
        if (config.FindText("ID") != draft.Id.Name) throw new MetadataDamagedException("its config.v2.json is that of another container");
        foreach (var mount in config.FindMembers("MountPoints")) ReadMountPoint(mount.Value);
        if (config.FindText("Image") is { } image && LayerNames.IsDigest(image)) draft.Need(new ResourceId(ResourceKind.Image, image));
        draft.Labels = config.FindObject("Config")?.FindLabels("Labels") ?? ImmutableDictionary<string, string>.Empty;
        ReadState(config);
    }

    /// <summary>An anonymous volume has a name and no source; a volume's source is that of its creation, before the data root was moved.</summary>
    private void ReadMountPoint(JsonElement mount)
    {
        if (mount.FindText("Name") is { Length: > 0 } name) draft.Need(ResourceId.Volume(name));
        if (mount.FindText("Source") is { Length: > 0 } source) VolumeReferences.AddSource(draft, source);
        if (mount.FindObject("Spec")?.FindText("Source") is { Length: > 0 } wanted) VolumeReferences.AddSource(draft, wanted);
    }

    /// <summary>A removal that failed leaves a container that may be removed again: it lives, but its belongings may be gone.</summary>
    private void ReadState(JsonElement config)
    {
        var state = config.FindObject("State") ?? throw new MetadataDamagedException("its config.v2.json has no State");
        draft.IsGoing = state.FindFlag("Dead") || state.FindFlag("RemovalInProgress");
        if (draft.IsGoing && pass.Findings.Find(MountId) is { } mount) mount.IsGoing = true;
        if (!draft.IsGoing && DriverOf(config) == pass.Driver) draft.Require(MountId);
        draft.Title = $"{config.FindText("Name")?.TrimStart('/') ?? draft.Id.Name[..12]} ({Word(state)})";
    }

    private ResourceId MountId => new(ResourceKind.LayerMount, draft.Id.Name);

    private static string DriverOf(JsonElement config) => config.FindText("Driver") is { Length: > 0 } driver ? driver : OldestDriver;

    private string Word(JsonElement state) =>
        draft.IsGoing ? "dead" : state.FindFlag("Paused") ? "paused" : state.FindFlag("Restarting") ? "restarting" : state.FindFlag("Running") ? "running" : "stopped";
}
