using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>Everything that is not an object: health, version, discovery and the OpenAPI documents.</summary>
internal sealed class PublicPaths(Discovery discovery)
{
    /// <returns>Whether the path was one of these and has been answered.</returns>
    public async Task<bool> TryServeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!.TrimEnd('/');
        if (path is "/healthz" or "/readyz" or "/livez")
        {
            await Wire.RespondTextAsync(http, 200, "ok");
            return true;
        }
        if (path == "/openapi/v2")
        {
            http.Response.ContentType = OpenApiDocument.MediaType;
            await http.Response.Body.WriteAsync(OpenApiDocument.Bytes, http.RequestAborted);
            return true;
        }
        if (Document(path) is not { } document)
            return false;
        await Wire.RespondAsync(http, 200, document);
        return true;
    }

    private JsonObject? Document(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["version"] => Version(),
            ["api"] => Discovery.CoreVersions(),
            ["apis"] => discovery.Groups(),
            ["api", var version] => discovery.FindVersion("", version),
            ["apis", var group] => discovery.FindGroup(group),
            ["apis", var group, var version] => discovery.FindVersion(group, version),
            _ => null,
        };

    private static JsonObject Version() =>
        new()
        {
            ["major"] = "1",
            ["minor"] = "32",
            ["gitVersion"] = "v1.32.0+nodegc-test",
            ["gitCommit"] = "",
            ["gitTreeState"] = "clean",
            ["buildDate"] = "1970-01-01T00:00:00Z",
            ["goVersion"] = "",
            ["compiler"] = "",
            ["platform"] = "linux/amd64",
        };
}
