using System.Text.Json.Serialization;

namespace NodeGc.Agent.State;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SightingsDocument))]
internal sealed partial class StateJson : JsonSerializerContext;
