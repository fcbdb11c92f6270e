using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NodeGc.Scenarios.Peers;

/// <summary>What <c>docker ps -a</c> and <c>docker inspect</c> would have told a script, from the containers on
/// disk.</summary>
/// <param name="Containers">In the order in which they are listed.</param>
internal sealed record EngineAnswers(params ImmutableArray<InspectedContainer> Containers)
{
    private static readonly string[] Configurations = ["config.v2.json", "config.json"];

    /// <summary>The answers of an engine that runs on <paramref name="dataRoot"/> at this moment.</summary>
    /// <param name="dataRoot">The data root as we see it.</param>
    /// <param name="hasVolumesField">Engines since 1.8 no longer have the field <c>.Volumes</c>.</param>
    public static EngineAnswers From(string dataRoot, bool hasVolumesField = false) =>
        new([
            .. from folder in Directory.GetDirectories(Path.Combine(dataRoot, "containers"))
            orderby folder
            select Read(folder, dataRoot, hasVolumesField),
        ]);

    /// <summary>The same, but that container was gone, or broken, when it was inspected: an error and no
    /// output.</summary>
    public EngineAnswers WithFailing(string id) =>
        new([.. Containers.Select(container => container.Id == id ? new InspectedContainer(id, [], []) : container)]);

    private static InspectedContainer Read(string folder, string dataRoot, bool hasVolumesField)
    {
        var file = Configurations.Select(name => Path.Combine(folder, name)).First(File.Exists);
        var config = JsonNode.Parse(File.ReadAllText(file))!;
        var mounts = config["MountPoints"]?.AsObject().Select(mount => SourceOf(mount.Value!, dataRoot)) ?? [];
        var volumes = config["Volumes"]?.AsObject().Select(volume => (string)volume.Value!) ?? [];
        return new InspectedContainer(Path.GetFileName(folder), [.. mounts], hasVolumesField ? [.. volumes] : []);
    }

    /// <summary>The engine tells what it recorded, which of an anonymous volume is nothing: that one it works
    /// out.</summary>
    private static string SourceOf(JsonNode mount, string dataRoot) =>
        (string?)mount["Source"] is { Length: > 0 } source
            ? source
            : $"{dataRoot}/volumes/{(string?)mount["Name"]}/_data";
}
