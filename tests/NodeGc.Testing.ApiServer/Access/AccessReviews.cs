using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>What <c>kubectl auth can-i</c> asks: a question, not an object. It is answered in its status and never
/// stored.</summary>
internal sealed class AccessReviews(RbacAuthorizer authorizer)
{
    public async Task<JsonObject> AnswerAsync(ApiRequest request)
    {
        var body = await Wire.ReadObjectAsync(request.Http.Request);
        body["kind"] = request.Type.Kind;
        body["apiVersion"] = request.Type.ApiVersion;
        body["status"] = new JsonObject { ["allowed"] = Allows(request.User, body) };
        return body;
    }

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
