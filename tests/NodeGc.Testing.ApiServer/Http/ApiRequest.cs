using Microsoft.AspNetCore.Http;
using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>A request for a served resource, by a known user: what the handlers work on.</summary>
internal sealed record ApiRequest(HttpContext Http, RequestPath Path, ResourceType Type, User User)
{
    public ObjectKey Key => new(Type, Path.Namespace, Path.Name);

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The RBAC verb: <c>get, list, watch, create, update, patch, delete, deletecollection</c>.</summary>
    public string Verb { get; } = VerbOf(Http.Request, Path);

    public string? Query(string name) =>
        Http.Request.Query.TryGetValue(name, out var value) && value.Count > 0 ? value[0] : null;

    public bool IsOn(string name) => Query(name) is "true" or "1";

    public long? Number(string name) =>
        Query(name) is { Length: > 0 } text
            ? long.TryParse(text, out var number)
                ? number
                : throw ApiErrors.BadRequest($"invalid query parameter {name}: \"{text}\"")
            : null;

    public static string VerbOf(HttpRequest request, RequestPath path) =>
        (request.Method, path.Name.Length > 0) switch
        {
            ("GET" or "HEAD", true) => "get",
            ("GET" or "HEAD", false) => request.Query["watch"] is ["true" or "1"] ? "watch" : "list",
            ("POST", _) => "create",
            ("PUT", _) => "update",
            ("PATCH", _) => "patch",
            ("DELETE", true) => "delete",
            ("DELETE", false) => "deletecollection",
            _ => throw ApiErrors.MethodNotAllowed(),
        };
}
