using System.Text.Json.Serialization;
using NodeGc.Api.Json;

namespace NodeGc.Api.Cleanups;

/// <summary>How a run spreads over its nodes. Without it, all nodes start at once.</summary>
public sealed record RolloutSpec
{
    /// <summary>How many nodes may run at the same time: a number, or a percentage of the selected nodes, rounded up.
    /// 0 pauses the rollout.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public string MaxConcurrent
    {
        get;
        init => field = value ?? "10%";
    } = "10%";

    /// <summary>The nodes that go first; null if no nodes do.</summary>
    public CanarySpec? Canary { get; init; }

    /// <summary>After this many failed nodes, no more nodes start: a number, or a percentage of the selected nodes,
    /// rounded up.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public string MaxFailures
    {
        get;
        init => field = value ?? "1";
    } = "1";

    /// <summary>How long a node may take, from its order to its last report; default 2h.</summary>
    public string NodeTimeout
    {
        get;
        init => field = value ?? "2h";
    } = "2h";

    /// <summary>How often a node that failed tries again in the same run, 0 to 10.</summary>
    public int Retries { get; init; }
}
