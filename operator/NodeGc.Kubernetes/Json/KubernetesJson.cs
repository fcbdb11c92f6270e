using System.Text.Json.Serialization;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Objects.Workloads;

namespace NodeGc.Kubernetes.Json;

/// <summary>Source-generated serialization of the built-in kinds: camelCase, null left out, times as the API server writes them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(Workload))]
public sealed partial class KubernetesJson : JsonSerializerContext;
