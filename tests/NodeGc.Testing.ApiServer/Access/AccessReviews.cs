using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Access;

/// <summary>Reviews are questions, not objects: they are answered in their status and never stored.</summary>
internal sealed class AccessReviews(RbacAuthorizer authorizer, ServiceAccountTokens tokens)
{
    public async Task<JsonObject> AnswerAsync(ApiRequest request)
    {
        var body = await Wire.ReadObjectAsync(request.Http.Request);
        body["kind"] = request.Type.Kind;
        body["apiVersion"] = request.Type.ApiVersion;
        body["status"] = request.Type.Kind switch
        {
            "SelfSubjectAccessReview" => Access(request.User, body),
            "SubjectAccessReview" => Access(Subject(body), body),
            "SelfSubjectRulesReview" => Rules(request.User, body.Text("spec", "namespace") ?? ""),
            "TokenReview" => Token(body.Text("spec", "token") ?? ""),
            _ => new JsonObject { ["userInfo"] = Describe(request.User) },
        };
        return body;
    }

    private static User Subject(JsonObject body) =>
        new(body.Text("spec", "user") ?? "", [.. body.Texts("spec", "groups")]);

    private JsonObject Access(User user, JsonObject body)
    {
        var allowed = body.Child("spec", "nonResourceAttributes") is { } path
            ? authorizer.AllowsPath(user, path.Text("verb") ?? "", path.Text("path") ?? "")
            : authorizer.Allows(user, Question(body.Child("spec", "resourceAttributes") ?? []));
        return new JsonObject { ["allowed"] = allowed };
    }

    private static AccessQuestion Question(JsonObject attributes)
    {
        var resource = attributes.Text("resource") ?? "";
        if (attributes.Text("subresource") is { Length: > 0 } subresource)
            resource += "/" + subresource;
        return new AccessQuestion(attributes.Text("verb") ?? "", attributes.Text("group") ?? "", resource,
            attributes.Text("namespace") ?? "", attributes.Text("name") ?? "");
    }

    private JsonObject Rules(User user, string @namespace)
    {
        var rules = authorizer.RulesOf(user, @namespace).ToImmutableArray();
        return new JsonObject
        {
            ["resourceRules"] = Copies(rules.Where(rule => rule.ContainsKey("resources"))),
            ["nonResourceRules"] = Copies(rules.Where(rule => rule.ContainsKey("nonResourceURLs"))),
            ["incomplete"] = false,
        };
    }

    private static JsonArray Copies(IEnumerable<JsonObject> rules) => new([.. rules.Select(rule => rule.DeepClone())]);

    private JsonObject Token(string token) => tokens.Find(token) is { } user
        ? new JsonObject { ["authenticated"] = true, ["user"] = Describe(user) }
        : new JsonObject { ["user"] = new JsonObject(), ["error"] = "invalid bearer token" };

    private static JsonObject Describe(User user) => new()
    {
        ["username"] = user.Name,
        ["groups"] = new JsonArray([.. user.Groups.Select(group => JsonValue.Create(group))]),
    };
}
