using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.Tests;

/// <summary>Plain requests to an API server; a refusal is an answer like any other.</summary>
internal sealed class Api(HttpClient http)
{
    public const string Merge = "application/merge-patch+json";
    public const string JsonPatch = "application/json-patch+json";
    public const string Strategic = "application/strategic-merge-patch+json";
    public const string Apply = "application/apply-patch+yaml";

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, "");

    public Task<Answer> CreateAsync(string path, JsonObject body) =>
        SendAsync(HttpMethod.Post, path, body.ToJsonString(), "application/json");

    public Task<Answer> ReplaceAsync(string path, JsonObject body) =>
        SendAsync(HttpMethod.Put, path, body.ToJsonString(), "application/json");

    public Task<Answer> PatchAsync(string path, string type, string body) =>
        SendAsync(HttpMethod.Patch, path, body, type);

    public Task<Answer> DeleteAsync(string path, string options = "") =>
        SendAsync(HttpMethod.Delete, path, options.Length == 0 ? null : options, "application/json");

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body, string mediaType)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var warnings = response.Headers.TryGetValues("Warning", out var values) ? string.Join('\n', values) : "";
        return new Answer((int)response.StatusCode, JsonNode.Parse(text) as JsonObject ?? [], warnings);
    }

    /// <summary>Opens a watch; the caller disposes of it.</summary>
    public Task<WatchReader> WatchAsync(string pathAndQuery) => WatchReader.OpenAsync(http, pathAndQuery);
}
