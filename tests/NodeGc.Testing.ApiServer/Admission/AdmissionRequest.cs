using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Expressions;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Admission;

/// <summary>A write that is about to be stored, as admission policies see it.</summary>
/// <param name="Operation"><c>CREATE</c>, <c>UPDATE</c> or <c>DELETE</c>.</param>
internal sealed record AdmissionRequest(string Operation, ResourceType Type, User User)
{
    public string Subresource { get; private init; } = "";

    public string Namespace { get; private init; } = "";

    public string Name { get; private init; } = "";

    /// <summary>What would be stored; null for a deletion.</summary>
    public JsonObject? Object { get; private init; }

    /// <summary>What is stored; null for a new object.</summary>
    public JsonObject? OldObject { get; private init; }

    public bool IsDryRun { get; private init; }

    /// <summary>The resource as rules name it: <c>nodestorages/status</c>.</summary>
    public string Resource => Subresource.Length == 0 ? Type.Plural : $"{Type.Plural}/{Subresource}";

    public static AdmissionRequest ToCreate(ApiRequest request, JsonObject body, bool isDryRun) =>
        From("CREATE", request, body.Name, body, null, isDryRun);

    public static AdmissionRequest ToUpdate(ApiRequest request, JsonObject before, JsonObject next, bool isDryRun) =>
        From("UPDATE", request, before.Name, next, before, isDryRun);

    public static AdmissionRequest ToDelete(ApiRequest request, JsonObject before, bool isDryRun) =>
        From("DELETE", request, before.Name, null, before, isDryRun);

    /// <summary>The variables of an expression; <paramref name="scope"/> is the Namespace of the object, if it has
    /// one.</summary>
    public Dictionary<string, object?> Variables(JsonObject? scope) =>
        new()
        {
            ["object"] = ExpressionValues.From(Object),
            ["oldObject"] = ExpressionValues.From(OldObject),
            ["request"] = ExpressionValues.From(ToJson()),
            ["namespaceObject"] = ExpressionValues.From(scope),
            ["params"] = null,
        };

    private static AdmissionRequest From(
        string operation,
        ApiRequest request,
        string name,
        JsonObject? body,
        JsonObject? before,
        bool isDryRun
    ) =>
        new(operation, request.Type, request.User)
        {
            Subresource = request.Path.Subresource,
            Namespace = request.Path.Namespace,
            Name = name,
            Object = body,
            OldObject = before,
            IsDryRun = isDryRun,
        };

    private JsonObject ToJson()
    {
        var user = new JsonObject
        {
            ["username"] = User.Name,
            ["groups"] = new JsonArray([.. User.Groups.Select(group => (JsonNode)group)]),
        };
        if (User.Uid.Length > 0)
            user["uid"] = User.Uid;
        if (!User.Extra.IsEmpty)
            user["extra"] = User.ExtraAsJson();
        var request = new JsonObject
        {
            ["kind"] = Named("kind", Type.Kind),
            ["resource"] = Named("resource", Type.Plural),
            ["operation"] = Operation,
            ["name"] = Name,
            ["userInfo"] = user,
            ["dryRun"] = IsDryRun,
        };
        if (Namespace.Length > 0)
            request["namespace"] = Namespace;
        if (Subresource.Length > 0)
            request["subResource"] = Subresource;
        return request;
    }

    private JsonObject Named(string word, string name) =>
        new()
        {
            ["group"] = Type.Group,
            ["version"] = Type.Version,
            [word] = name,
        };
}
