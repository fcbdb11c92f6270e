using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>The keys below which an API server stores its objects, through the JSON gateway of its etcd.</summary>
internal sealed class Etcd(Uri url) : IDisposable
{
    // etcd takes up to 128 operations in a transaction.
    private const int Batch = 100;
    private readonly HttpClient http = new() { BaseAddress = url };

    public async Task<ImmutableArray<string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        // The end is excluded; '0' follows '/'.
        var all = new JsonObject
        {
            ["key"] = Encode("/registry/"),
            ["range_end"] = Encode("/registry0"),
            ["keys_only"] = true,
        };
        var answer = await SendAsync("/v3/kv/range", all, cancellationToken);
        return [.. answer["kvs"]?.AsArray().Select(entry => Decode((string)entry!["key"]!)) ?? []];
    }

    public async Task DeleteAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (var batch in keys.Chunk(Batch))
        {
            var deletions = new JsonArray([.. batch.Select(Deletion)]);
            await SendAsync("/v3/kv/txn", new JsonObject { ["success"] = deletions }, cancellationToken);
        }
    }

    public void Dispose() => http.Dispose();

    private static JsonNode Deletion(string key) =>
        new JsonObject { ["request_delete_range"] = new JsonObject { ["key"] = Encode(key) } };

    private async Task<JsonNode> SendAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(body);
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
    }

    private static string Encode(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static string Decode(string key) => Encoding.UTF8.GetString(Convert.FromBase64String(key));
}
