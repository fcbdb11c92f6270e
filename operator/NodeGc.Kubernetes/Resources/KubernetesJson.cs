using System.Text.Json.Serialization;
using NodeGc.Kubernetes.Json;
using NodeGc.Kubernetes.Objects;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Objects.Workloads;

namespace NodeGc.Kubernetes.Resources;

/// <summary>Source-generated serialization of the built-in kinds: camelCase, null left out, times as the API server
/// writes them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter)]
)]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(ObjectList<Node>))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(ObjectList<Pod>))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(ObjectList<Event>))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(ObjectList<Lease>))]
[JsonSerializable(typeof(Workload))]
[JsonSerializable(typeof(ObjectList<Workload>))]
public sealed partial class KubernetesJson : JsonSerializerContext;
