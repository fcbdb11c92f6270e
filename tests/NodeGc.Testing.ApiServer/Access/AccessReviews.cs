using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>What <c>kubectl auth can-i</c> asks, and what servers ask that let others in by the rights they have here:
/// questions, not objects. They are answered in their status and never stored.</summary>
internal sealed class AccessReviews(RbacAuthorizer authorizer, Authenticator authenticator)
{
    public async Task<JsonObject> AnswerAsync(ApiRequest request)
    {
        var body = await Wire.ReadObjectAsync(request.Http.Request);
        body["kind"] = request.Type.Kind;
        body["apiVersion"] = request.Type.ApiVersion;
        body["status"] = request.Type.Kind switch
        {
            "TokenReview" => Authenticate(body),
            "SubjectAccessReview" => new JsonObject { ["allowed"] = Allows(Subject(body), body) },
            _ => new JsonObject { ["allowed"] = Allows(request.User, body) },
        };
        return body;
    }

    // As the real server does, without the reason for which a token is not accepted.
    private JsonObject Authenticate(JsonObject body) =>
        authenticator.Find(body.Text("spec", "token") ?? "") is not { } user
            ? new JsonObject { ["user"] = new JsonObject(), ["error"] = "[invalid bearer token]" }
            : new JsonObject
            {
                ["authenticated"] = true,
                ["user"] = new JsonObject
                {
                    ["username"] = user.Name,
                    ["uid"] = user.Uid,
                    ["groups"] = new JsonArray([.. user.Groups.Select(group => (JsonNode)group)]),
                    ["extra"] = user.ExtraAsJson(),
                },
            };

    private static User Subject(JsonObject body) =>
        new(body.Text("spec", "user") ?? "", [.. body.Child("spec")?.Texts("groups") ?? []]);

    private bool Allows(User user, JsonObject body) =>
        body.Child("spec", "nonResourceAttributes") is { } path
            ? authorizer.AllowsPath(user, path.Text("verb") ?? "", path.Text("path") ?? "")
            : authorizer.Allows(user, Question(body.Child("spec", "resourceAttributes") ?? []));

    private static AccessQuestion Question(JsonObject attributes)
    {
        var resource = attributes.Text("resource") ?? "";
        if (attributes.Text("subresource") is { Length: > 0 } subresource)
            resource += "/" + subresource;
        return new AccessQuestion(
            attributes.Text("verb") ?? "",
            attributes.Text("group") ?? "",
            resource,
            attributes.Text("namespace") ?? "",
            attributes.Text("name") ?? ""
        );
    }
}
