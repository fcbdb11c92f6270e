using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Protobuf;
using YamlDotNet.Core;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>Bodies on the wire: JSON out, JSON or YAML in.</summary>
internal static class Wire
{
    private const int BodyLimit = 3 * 1024 * 1024;

    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(Json));

    public static Task RespondAsync(HttpContext http, int code, JsonNode body)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "application/json";
        return http.Response.Body.WriteAsync(Bytes(body), http.RequestAborted).AsTask();
    }

    public static Task RespondTextAsync(HttpContext http, int code, string text)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }

    /// <summary>The media type of the request's body without parameters; JSON when none is given.</summary>
    public static string MediaType(HttpRequest request) =>
        request.ContentType is { Length: > 0 } type ? type.Split(';')[0].Trim().ToLowerInvariant() : "application/json";

    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request)
    {
        var media = MediaType(request);
        if (media == KubernetesProtobuf.MediaType)
            return KubernetesProtobuf.Parse(await ReadBytesAsync(request));
        if (media is not ("application/json" or "application/yaml"))
            throw ApiErrors.UnsupportedMediaType("application/json, application/yaml");
        return Parse(await ReadTextAsync(request)) as JsonObject
            ?? throw ApiErrors.BadRequest("the body of the request holds no object");
    }

    /// <summary>As the options of a deletion are sent, whatever the content type says of JSON; null for an empty
    /// body.</summary>
    public static async Task<JsonObject?> FindObjectAsync(HttpRequest request)
    {
        var bytes = await ReadBytesAsync(request);
        return bytes.Length == 0 ? null
            : MediaType(request) == KubernetesProtobuf.MediaType ? KubernetesProtobuf.Parse(bytes)
            : Parse(Encoding.UTF8.GetString(bytes)) as JsonObject;
    }

    public static async Task<string> ReadTextAsync(HttpRequest request) =>
        Encoding.UTF8.GetString(await ReadBytesAsync(request));

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.Length <= BodyLimit
            ? body.ToArray()
            : throw new ApiError(413, "RequestEntityTooLarge", $"Request entity too large: limit is {BodyLimit}");
    }

    /// <summary>JSON, or else YAML, whatever the content type said: so do the real server's decoders.</summary>
    public static JsonNode? Parse(string text)
    {
        try
        {
            return text.AsSpan().TrimStart() is ['{' or '[', ..] ? JsonNode.Parse(text) : Yaml.Object(text);
        }
        catch (Exception failure) when (failure is JsonException or YamlException or FormatException)
        {
            throw ApiErrors.BadRequest(
                $"the object provided is unrecognized (must be of type json or yaml): {failure.Message}"
            );
        }
    }
}
