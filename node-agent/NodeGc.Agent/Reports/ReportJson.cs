using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NodeGc.Agent.Reports;

/// <summary>The JSON form of all reports: camelCase, indented, nothing left out.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScanDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(CleanDocument))]
[JsonSerializable(typeof(RestoreDocument))]
[JsonSerializable(typeof(QuarantineDocument))]
[JsonSerializable(typeof(EvictionDocument))]
[JsonSerializable(typeof(ExplainDocument[]))]
[JsonSerializable(typeof(ImagesDocument))]
[JsonSerializable(typeof(LayerTreeDocument))]
[JsonSerializable(typeof(LossReportDocument))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>With <c>+</c>, <c>'</c> and the like as they are: the report goes to a file or a pipe, never into a web
    /// page.</summary>
    public static ReportJson Plain =>
        field ??= new(
            new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
}
