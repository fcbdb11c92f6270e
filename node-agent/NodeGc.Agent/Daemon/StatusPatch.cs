using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Json;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>The difference between a status and what the API server has, as a merge patch. Compares by value.
/// Pure.</summary>
internal static class StatusPatch
{
    /// <summary>If a node has more orders, the totals of all but the first are left out: the figures of the classes
    /// have them.</summary>
    private const int ManyOrders = 16;

    private static readonly string[] Figures = ["reclaimable", "held", "quarantined", "reclaimed"];

    /// <summary>The status as it is written, without the heartbeat, which every write has.</summary>
    public static JsonObject Create(NodeStorageStatus status)
    {
        var json = JsonSerializer
            .SerializeToNode(status with { HeartbeatTime = null }, ApiJsonContext.Default.NodeStorageStatus)!
            .AsObject();
        var reports = json["orders"]?.AsArray() ?? [];
        for (var at = 0; at < reports.Count; at++)
            Compact(reports[at]!.AsObject(), isFirst: at == 0, isOneOfMany: reports.Count > ManyOrders);
        return json;
    }

    /// <summary>What is zero or empty is left out, as it is read from a missing field. The totals of the first order
    /// are the columns of kubectl; in other figures, the sizes for people are left out, too.</summary>
    private static void Compact(JsonObject report, bool isFirst, bool isOneOfMany)
    {
        foreach (
            var name in report.Where(field => field.Value is JsonArray { Count: 0 }).Select(field => field.Key).ToList()
        )
            report.Remove(name);
        foreach (var totals in report["byClass"]?.AsArray() ?? [])
            CompactFigures(totals!.AsObject());
        if (isOneOfMany && !isFirst)
            report.Remove("totals");
        else if (!isFirst && report["totals"] is JsonObject sum)
            CompactFigures(sum);
        if (report["omitted"] is JsonObject omitted)
            foreach (var name in omitted.Where(field => (long?)field.Value == 0).Select(field => field.Key).ToList())
                omitted.Remove(name);
    }

    private static void CompactFigures(JsonObject totals)
    {
        foreach (var name in Figures)
        {
            if (totals[name] is not JsonObject tally)
                continue;
            tally.Remove("size");
            if ((long?)tally["items"] == 0 && (long?)tally["bytes"] == 0)
                totals.Remove(name);
        }
    }

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
