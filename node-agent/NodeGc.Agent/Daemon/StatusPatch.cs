using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>The difference between a status and what the API server has, as a merge patch. Compares by value.
/// Pure.</summary>
internal static class StatusPatch
{
    /// <summary>The status as it is written, without the heartbeat, which every write has.</summary>
    public static JsonObject Create(NodeStorageStatus status) =>
        JsonSerializer
            .SerializeToNode(status with { HeartbeatTime = null }, ApiJsonContext.Default.NodeStorageStatus)!
            .AsObject();

    /// <summary>A heartbeat time in its JSON form.</summary>
    public static JsonNode? Heartbeat(DateTimeOffset now) =>
        JsonSerializer
            .SerializeToNode(new NodeStorageStatus { HeartbeatTime = now }, ApiJsonContext.Default.NodeStorageStatus)![
                "heartbeatTime"
            ]
            ?.DeepClone();

    /// <summary>All of <paramref name="status"/>: each field is set or removed, whatever the server has.</summary>
    public static JsonObject Whole(JsonObject status)
    {
        var patch = new JsonObject();
        foreach (var field in ApiJsonContext.Default.NodeStorageStatus.Properties)
            patch[field.Name] = status[field.Name]?.DeepClone();
        return patch;
    }

    /// <summary>The fields of <paramref name="after"/> that differ; empty if none does.</summary>
    public static JsonObject Between(JsonObject before, JsonObject after)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in after)
            if (!JsonNode.DeepEquals(before[name], value))
                patch[name] = value?.DeepClone();
        foreach (var (name, _) in before)
            if (!after.ContainsKey(name))
                patch[name] = null;
        return patch;
    }
}
