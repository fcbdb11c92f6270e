using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;
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
        var binding = FindBinding(request, account, body.Child("spec", "boundObjectRef"));
        var expires = clock.GetUtcNow().AddSeconds(seconds);
        body["kind"] = "TokenRequest";
        body["apiVersion"] = "authentication.k8s.io/v1";
        body.Metadata["name"] = request.Path.Name;
        body.Metadata["namespace"] = request.Path.Namespace;
        body.Ensure("spec")["expirationSeconds"] = seconds;
        body["status"] = new JsonObject
        {
            ["token"] = tokens.Mint(account.Body, binding, expires),
            ["expirationTimestamp"] = Timestamps.Format(expires),
        };
        return body;
    }

    /// <summary>A token can be made for a pod, as the kubelet asks for those that pods mount.</summary>
    private TokenBinding? FindBinding(ApiRequest request, StoredObject account, JsonObject? reference)
    {
        if (reference is null)
            return null;
        if (reference.Text("kind") != "Pod")
            throw ApiErrors.BadRequest("cannot bind token to this kind of object; this server knows Pod");
        var name = reference.Text("name") ?? "";
        var pods = BuiltInResources.All.Single(type => type.GroupResource == "pods");
        var pod = store.Find(new ObjectKey(pods, request.Path.Namespace, name)) ?? throw ApiErrors.NotFound(pods, name);
        if ((pod.Body.Text("spec", "serviceAccountName") ?? "default") != account.Key.Name)
            throw ApiErrors.BadRequest("cannot bind token to a Pod running with a different ServiceAccount name.");
        if (reference.Text("uid") is { Length: > 0 } uid && uid != pod.Body.Uid)
            throw ApiErrors.Conflict(
                request.Type,
                account.Key.Name,
                $"the UID in the bound object reference ({uid}) does not match the UID in record. The object might "
                    + "have been deleted and then recreated"
            );
        return TokenBinding.To(pod, store);
    }
}
