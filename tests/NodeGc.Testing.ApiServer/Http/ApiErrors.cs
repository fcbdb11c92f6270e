using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>The refusals of an API server, each with the code, reason and words of the real one.</summary>
internal static class ApiErrors
{
    public static ApiError BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiError Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiError NotFound(ResourceType type, string name) =>
        new(404, "NotFound", $"{type.GroupResource} \"{name}\" not found")
        {
            Details = Details(type.Group, type.Plural, name),
        };

    public static ApiError NamespaceNotFound(string name) =>
        new(404, "NotFound", $"namespaces \"{name}\" not found") { Details = Details("", "namespaces", name) };

    public static ApiError UnknownResource() =>
        new(404, "NotFound", "the server could not find the requested resource") { Details = [] };

    public static ApiError MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource")
        {
            Details = [],
        };

    public static ApiError NotAcceptable() =>
        new(406, "NotAcceptable", "only the following media types are accepted: application/json, application/yaml");

    public static ApiError AlreadyExists(ResourceType type, string name) =>
        new(409, "AlreadyExists", $"{type.GroupResource} \"{name}\" already exists")
        {
            Details = Details(type.Group, type.Plural, name),
        };

    public static ApiError Stale(ResourceType type, string name) =>
        Conflict(
            type,
            name,
            "the object has been modified; please apply your changes to the latest version and try again"
        );

    public static ApiError Conflict(ResourceType type, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {type.GroupResource} \"{name}\": {why}")
        {
            Details = Details(type.Group, type.Plural, name),
        };

    public static ApiError Expired(string message) => new(410, "Expired", message);

    public static ApiError UnsupportedMediaType(string supported) =>
        new(
            415,
            "UnsupportedMediaType",
            $"the body of the request was in an unknown format - accepted media types include: {supported}"
        );

    public static ApiError Forbidden(ResourceType type, string name, string why) =>
        new(403, "Forbidden", $"{type.GroupResource} \"{name}\" is forbidden: {why}")
        {
            Details = Details(type.Group, type.Plural, name),
        };

    public static ApiError Invalid(ResourceType type, string name, ImmutableArray<FieldError> errors)
    {
        var list = errors.Select(error => $"{error.Field}: {error.Message}").ToArray();
        var text = list.Length == 1 ? list[0] : $"[{string.Join(", ", list)}]";
        var details = Details(type.Group, type.Kind, name);
        details["causes"] = new JsonArray([.. errors.Select(error => error.ToCause())]);
        return new ApiError(422, "Invalid", $"{type.QualifiedKind} \"{name}\" is invalid: {text}")
        {
            Details = details,
        };
    }

    private static JsonObject Details(string group, string kind, string name)
    {
        var details = new JsonObject { ["name"] = name };
        if (group.Length > 0)
            details["group"] = group;
        details["kind"] = kind;
        return details;
    }
}
