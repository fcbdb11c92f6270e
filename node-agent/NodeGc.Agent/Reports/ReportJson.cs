using System.Text.Json.Serialization;

namespace NodeGc.Agent.Reports;

/// <summary>The JSON form of all reports: camelCase, indented, nothing left out.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScanDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(CleanDocument))]
[JsonSerializable(typeof(RestoreDocument))]
[JsonSerializable(typeof(ExplainDocument[]))]
internal sealed partial class ReportJson : JsonSerializerContext;
