using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>POST to <c>serviceaccounts/NAME/token</c>: a token for that account, for an hour unless another time is
/// asked for.</summary>
internal sealed class TokenRequests(ObjectStore store, ServiceAccountTokens tokens, TimeProvider clock)
{
    private const long ShortestSeconds = 600;

    public async Task<JsonObject> CreateAsync(ApiRequest request)
    {
        var account = store.Find(request.Key) ?? throw ApiErrors.NotFound(request.Type, request.Path.Name);
        var body = await Wire.ReadObjectAsync(request.Http.Request);
        var seconds = body.Number("spec", "expirationSeconds") ?? 3600;
        if (seconds < ShortestSeconds)
            throw ApiErrors.Invalid(
                request.Type with
                {
                    Kind = "TokenRequest",
                    Group = "authentication.k8s.io",
                },
                "",
                [
                    FieldError.Invalid(
                        "spec.expirationSeconds",
                        seconds,
                        "may not specify a duration less than 10 minutes"
                    ),
                ]
            );
        var expires = clock.GetUtcNow().AddSeconds(seconds);
        body["kind"] = "TokenRequest";
        body["apiVersion"] = "authentication.k8s.io/v1";
        body.Metadata["name"] = request.Path.Name;
        body.Metadata["namespace"] = request.Path.Namespace;
        body.Ensure("spec")["expirationSeconds"] = seconds;
        body["status"] = new JsonObject
        {
            ["token"] = tokens.Mint(account.Body, expires),
            ["expirationTimestamp"] = Timestamps.Format(expires),
        };
        return body;
    }
}
