using System.Text.Json.Serialization;

namespace NodeGc.Agent.State;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SightingsDocument))]
[JsonSerializable(typeof(UsesDocument))]
internal sealed partial class StateJson : JsonSerializerContext;
