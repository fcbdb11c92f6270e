using System.Text.Json.Nodes;
using NodeGc.Testing.Docker;

namespace NodeGc.Docker.Tests.Recorded;

/// <summary>A field on which a decision about deletion rests. An answer without it is not "none" but
/// "unknown".</summary>
/// <param name="Answer">The recorded answer.</param>
/// <param name="Path">Where in it; <c>0</c> is the first of a list.</param>
/// <param name="IsNullGood">Engines write null for "none" here.</param>
/// <param name="Until">The last engine that writes it.</param>
internal sealed record DemandedField(
    string Answer,
    string Path,
    bool IsNullGood = false,
    DockerRelease Until = DockerRelease.Docker28
)
{
    public static IReadOnlyList<DemandedField> All { get; } =
    [
        new("info", "DockerRootDir"),
        new("info", "Driver"),
        new("info", "DriverStatus", IsNullGood: true),
        new("info", "ServerVersion"),
        new("containers", "0/Id"),
        new("container", "Id"),
        new("container", "Image"),
        new("container", "Created"),
        new("container", "State"),
        new("container", "State/Status"),
        new("container", "State/Running"),
        new("container", "State/Paused"),
        new("container", "State/Restarting"),
        new("container", "State/FinishedAt"),
        new("container", "GraphDriver"),
        new("container", "GraphDriver/Name"),
        new("container", "GraphDriver/Data"),
        new("container", "GraphDriver/Data/UpperDir"),
        new("container", "Mounts"),
        new("container", "Mounts/volume/Type"),
        new("container", "Mounts/volume/Name"),
        new("container", "Mounts/bind/Type"),
        new("container", "Mounts/bind/Source"),
        new("images", "0/Id"),
        new("image", "Id"),
        new("image", "Metadata"),
        new("image", "Metadata/LastTagTime"),
        new("image", "GraphDriver"),
        new("image", "GraphDriver/Name"),
        new("image", "GraphDriver/Data"),
        new("image", "GraphDriver/Data/UpperDir"),
        new("image", "RootFS"),
        new("volumes", "Volumes"),
        new("volumes", "Volumes/0/Name"),
        new("volumes", "Volumes/0/Driver"),
        new("volumes", "Volumes/0/Labels", IsNullGood: true),
        new("volumes", "Volumes/0/Options", IsNullGood: true),
        new("volume", "Name"),
        new("volume", "Driver"),
        new("volume", "Labels", IsNullGood: true),
        new("volume", "Options", IsNullGood: true),
        new("disk-usage", "BuildCache", IsNullGood: true, Until: DockerRelease.Docker20),
        new("disk-usage", "BuildCache"),
        new("disk-usage", "BuildCache/0/ID"),
        new("disk-usage", "BuildCache/0/Parent", Until: DockerRelease.Docker20),
        new("disk-usage", "BuildCache/0/InUse"),
        new("disk-usage", "BuildCache/0/Shared"),
        new("disk-usage", "BuildCache/0/Size"),
        new("disk-usage", "BuildCache/0/CreatedAt", IsNullGood: true),
        new("disk-usage", "BuildCache/0/LastUsedAt", IsNullGood: true),
        new("event", "Type"),
        new("event", "Action"),
        new("event", "Actor"),
        new("event", "Actor/ID"),
        new("event", "timeNano"),
    ];

    public bool IsWrittenBy(DockerRelease release) =>
        release <= Until
        && !All.Any(other =>
            other.Answer == Answer && other.Path == Path && other.Until < Until && release <= other.Until
        );

    public override string ToString() => $"{Answer}: {Path}";

    /// <summary>The object that has the field, within <paramref name="answer"/>, and the field's name in it.</summary>
    public (JsonObject Parent, string Name) Find(JsonNode answer)
    {
        var steps = Path.Split('/');
        var parent = steps[..^1].Aggregate(answer, Step);
        return (parent.AsObject(), steps[^1]);
    }

    private static JsonNode Step(JsonNode node, string step) =>
        node switch
        {
            JsonArray list when int.TryParse(step, out var index) => list[index]!,
            JsonArray mounts => mounts.First(mount => (string?)mount!["Type"] == step)!,
            _ => node[step]!,
        };
}
