using System.Text.Json.Serialization;

namespace NodeGc.Agent.State;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SightingsDocument))]
[JsonSerializable(typeof(ImageUsageDocument))]
[JsonSerializable(typeof(LossesDocument))]
[JsonSerializable(typeof(WantedLossesDocument))]
internal sealed partial class StateJson : JsonSerializerContext;
