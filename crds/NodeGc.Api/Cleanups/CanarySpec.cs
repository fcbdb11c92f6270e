using System.Text.Json.Serialization;
using NodeGc.Api.Json;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Cleanups;

/// <summary>The nodes that go first: the others follow once these have succeeded and stayed healthy. Exactly one of
/// <see cref="Nodes"/> and <see cref="NodeSelector"/> is set.</summary>
public sealed record CanarySpec
{
    /// <summary>How many nodes go first: a number, or a percentage of the selected nodes, rounded up.</summary>
    [JsonConverter(typeof(QuantityConverter))]
    public string? Nodes { get; init; }

    /// <summary>Which of the selected nodes go first.</summary>
    public LabelSelector? NodeSelector { get; init; }

    /// <summary>How long these nodes must stay healthy after the last of them has succeeded; default 10m.</summary>
    public string Soak
    {
        get;
        init => field = value ?? "10m";
    } = "10m";
}
