using System.Text.Json.Serialization;

namespace NodeGc.Docker.Transport;

/// <summary>Source-generated JSON of the engine. A null for a required value makes the response malformed.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EngineError))]
[JsonSerializable(typeof(EngineVersion))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(ContainerSummary))]
[JsonSerializable(typeof(ContainerDetails))]
[JsonSerializable(typeof(ImageSummary))]
[JsonSerializable(typeof(ImageDetails))]
[JsonSerializable(typeof(VolumeDetails))]
[JsonSerializable(typeof(VolumeList))]
[JsonSerializable(typeof(DiskUsage))]
[JsonSerializable(typeof(EngineEvent))]
[JsonSerializable(typeof(PrunedCache))]
internal sealed partial class EngineJson : JsonSerializerContext;
