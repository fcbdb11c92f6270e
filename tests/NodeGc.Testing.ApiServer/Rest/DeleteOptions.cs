using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>How to delete: from the body (kind DeleteOptions) or, where it is silent, from the query.</summary>
internal sealed record DeleteOptions(
    bool DryRun,
    long? GracePeriodSeconds,
    string Propagation,
    string? Uid,
    string? ResourceVersion
)
{
    public static async Task<DeleteOptions> ReadAsync(ApiRequest request)
    {
        var body = await Wire.FindObjectAsync(request.Http.Request) ?? [];
        var dryRun = body.Texts("dryRun").Contains("All") || request.Query("dryRun") == "All";
        var orphan = body.Flag("orphanDependents") || request.IsOn("orphanDependents");
        var propagation = body.Text("propagationPolicy")
            ?? request.Query("propagationPolicy")
            ?? (orphan ? "Orphan" : "Background");
        return new DeleteOptions(
            dryRun,
            body.Number("gracePeriodSeconds") ?? request.Number("gracePeriodSeconds"),
            propagation,
            body.Text("preconditions", "uid"),
            body.Text("preconditions", "resourceVersion")
        );
    }
}
