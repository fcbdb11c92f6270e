using System.Text.Json.Serialization;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;
using NodeGc.Kubernetes.Json;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Json;

/// <summary>Source-generated serialization of NodeGc's kinds: camelCase, null values omitted, enums as strings, times
/// with a precision of one second.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(TimeConverter)]
)]
[JsonSerializable(typeof(NodeStorageCleanup))]
[JsonSerializable(typeof(ObjectList<NodeStorageCleanup>))]
[JsonSerializable(typeof(NodeStorage))]
[JsonSerializable(typeof(ObjectList<NodeStorage>))]
[JsonSerializable(typeof(NodeStorageRestore))]
[JsonSerializable(typeof(ObjectList<NodeStorageRestore>))]
public sealed partial class ApiJsonContext : JsonSerializerContext;
