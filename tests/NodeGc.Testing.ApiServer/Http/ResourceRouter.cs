using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Representations;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Storage;
using NodeGc.Testing.ApiServer.Watching;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>Sends a permitted request for a served resource to what carries it out, and its result back.</summary>
internal sealed class ResourceRouter(ResourceHandlers handlers, TimeProvider clock)
{
    public Task RouteAsync(ApiRequest request)
    {
        if (!Serves(request))
            throw ApiErrors.MethodNotAllowed();
        if (request.Path.Subresource.Length > 0 && !HasSubresource(request.Type, request.Path.Subresource))
            throw ApiErrors.UnknownResource();
        return request switch
        {
            { Type.Verbs: ["create"] } => ReplyAsync(request, 201, handlers.Reviews.AnswerAsync),
            { Path.Subresource: "token" } => ReplyAsync(request, 201, handlers.TokenRequests.CreateAsync),
            { Verb: "watch" } => handlers.Watcher.ServeAsync(request),
            { Verb: "list" } => ListAsync(request),
            { Verb: "get" } => ReplyAsync(request, 200, handlers.Reading.Get(request)),
            { Verb: "create" } => CreateAsync(request),
            { Verb: "update" } => UpdateAsync(request),
            { Verb: "patch" } => PatchAsync(request),
            { Verb: "delete" } => ReplyAsync(request, 200, handlers.Deletion.DeleteAsync),
            _ => ReplyAsync(request, 200, handlers.Deletion.DeleteCollectionAsync),
        };
    }

    private static bool Serves(ApiRequest request)
    {
        var onCollection = request.Path.Name.Length == 0;
        return (request.Path.Subresource, request.Verb) switch
        {
            ("token", var verb) => verb == "create",
            ("", "create") => onCollection && request.Type.Verbs.Contains("create"),
            ("", "update" or "patch") => !onCollection,
            ("", var verb) => request.Type.Verbs.Contains(verb),
            (_, var verb) => verb is "get" or "update" or "patch",
        };
    }

    private static bool HasSubresource(ResourceType type, string subresource) =>
        subresource switch
        {
            "status" => type.HasStatus,
            "token" => type.GroupResource == "serviceaccounts",
            "finalize" => type.GroupResource == "namespaces",
            _ => false,
        };

    private async Task CreateAsync(ApiRequest request) =>
        await ReplyAsync(request, 201, await handlers.Creation.CreateAsync(request));

    private async Task UpdateAsync(ApiRequest request) =>
        await ReplyAsync(request, 200, await handlers.Update.UpdateAsync(request));

    private async Task PatchAsync(ApiRequest request)
    {
        var existed = handlers.Exists(request);
        await ReplyAsync(request, existed ? 200 : 201, await handlers.Patch.PatchAsync(request));
    }

    private static async Task ReplyAsync(ApiRequest request, int code, Func<ApiRequest, Task<JsonObject>> handler) =>
        await Wire.RespondAsync(request.Http, code, await handler(request));

    private Task ReplyAsync(ApiRequest request, int code, StoredObject stored) =>
        WriteAsync(request.Http, code, writer => Representation.For(request, clock).Write(writer, stored));

    private Task ListAsync(ApiRequest request)
    {
        var representation = Representation.For(request, clock);
        var page = handlers.Reading.List(request);
        return WriteAsync(request.Http, 200, writer => representation.WriteList(writer, page));
    }

    private static async Task WriteAsync(HttpContext http, int code, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Wire.Json.Encoder }))
            write(writer);
        http.Response.StatusCode = code;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
    }
}
