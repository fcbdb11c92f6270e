using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Rest;

/// <summary>How a write is to be carried out, from the query of the request.</summary>
/// <param name="DryRun">Check and answer, but store nothing.</param>
/// <param name="FieldManager">Whom the written fields belong to; by default the first word of the user agent.</param>
/// <param name="FieldValidation">What to do about unknown fields: <c>Strict</c> refuses, <c>Warn</c> (the default)
/// warns, <c>Ignore</c> is silent.</param>
/// <param name="Force">Server-side apply only: take over fields that belong to others.</param>
internal sealed record WriteOptions(bool DryRun, string FieldManager, string FieldValidation, bool Force)
{
    private static readonly ImmutableArray<string> Validations = ["Ignore", "Warn", "Strict"];
    private static readonly ResourceType OptionsType = new("meta.k8s.io", "v1", "", "WriteOptions");

    public static WriteOptions From(ApiRequest request)
    {
        var validation = request.Query("fieldValidation") is { Length: > 0 } given ? given : "Warn";
        if (!Validations.Contains(validation))
            throw Unsupported("fieldValidation", validation, ["", .. Validations]);
        if (request.Query("dryRun") is { Length: > 0 } dryRun && dryRun != "All")
            throw Unsupported("dryRun", dryRun, ["All"]);
        return new WriteOptions(
            request.Query("dryRun") == "All",
            request.Query("fieldManager") is { Length: > 0 } manager ? manager : UserAgent(request.Http.Request),
            validation,
            request.IsOn("force")
        );
    }

    private static string UserAgent(HttpRequest request) =>
        request.Headers.UserAgent.ToString().Split('/', ' ')[0] is { Length: > 0 } name ? name : "unknown";

    private static ApiError Unsupported(string option, string value, IEnumerable<string> supported) =>
        ApiErrors.Invalid(OptionsType, "", [FieldError.NotSupported(option, value, supported)]);
}
