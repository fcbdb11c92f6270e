using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.Charts;

namespace NodeGc.Testing.ApiServer;

/// <summary>Puts objects into a cluster and reads them back over plain HTTP, for the setting of a test's
/// scene.</summary>
public sealed class ClusterObjects(HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Applies every document (server-side), and waits until new kinds are served.</summary>
    public async Task ApplyAsync(string yaml, CancellationToken cancellationToken)
    {
        foreach (var document in Yaml.Documents(OldDefinition.ForCluster(yaml)))
        {
            await ApplyAsync(document, cancellationToken);
            if (document.Text("kind") == "CustomResourceDefinition")
                await WaitUntilServedAsync(document, column: "Name", cancellationToken);
        }
    }

    /// <summary>Replaces the definition of a kind that is served already, and waits until the server decides by the new
    /// one, which a real one does only some time after it stored it: a column of the table shows which one
    /// counts.</summary>
    public async Task ReplaceDefinitionAsync(string yaml, CancellationToken cancellationToken)
    {
        var definition = Yaml.Documents(OldDefinition.ForCluster(yaml)).Single();
        var marker = $"Marker-{Guid.NewGuid():N}";
        foreach (var version in definition.Each("spec", "versions"))
        {
            if (version["additionalPrinterColumns"] is not JsonArray columns)
                version["additionalPrinterColumns"] = columns = [];
            columns.Add(
                new JsonObject
                {
                    ["name"] = marker,
                    ["type"] = "string",
                    ["jsonPath"] = ".metadata.uid",
                }
            );
        }
        await ApplyAsync(definition, cancellationToken);
        await WaitUntilServedAsync(definition, marker, cancellationToken);
    }

    /// <summary>The object at an API path; throws when the server refuses.</summary>
    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, content: null, cancellationToken);

    /// <summary>Creates an object in the collection at an API path.</summary>
    public async Task<JsonObject> CreateAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(body);
        return await SendAsync(HttpMethod.Post, path, content, cancellationToken);
    }

    /// <summary>Changes an object or its status with a JSON merge patch.</summary>
    public async Task<JsonObject> MergeAsync(string path, JsonObject patch, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(patch, new MediaTypeHeaderValue("application/merge-patch+json"));
        return await SendAsync(HttpMethod.Patch, path, content, cancellationToken);
    }

    /// <summary>Deletes the object at an API path.</summary>
    public Task<JsonObject> DeleteAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, path, content: null, cancellationToken);

    internal async Task<string> RequestTokenAsync(
        string @namespace,
        string serviceAccount,
        string? pod,
        CancellationToken cancellationToken
    )
    {
        var spec = new JsonObject { ["expirationSeconds"] = 3600L };
        if (pod is not null)
            spec["boundObjectRef"] = new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Pod",
                ["name"] = pod,
            };
        var request = new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["spec"] = spec,
        };
        var path = $"/api/v1/namespaces/{@namespace}/serviceaccounts/{serviceAccount}/token";
        return (await CreateAsync(path, request, cancellationToken)).Text("status", "token")!;
    }

    private async Task ApplyAsync(JsonObject document, CancellationToken cancellationToken)
    {
        var path = $"{await PathAsync(document, cancellationToken)}?fieldManager=test-scene&force=true";
        using var content = new StringContent(document.ToJsonString(), Encoding.UTF8, "application/apply-patch+yaml");
        await SendAsync(HttpMethod.Patch, path, content, cancellationToken);
    }

    private async Task<JsonObject> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? (JsonObject)JsonNode.Parse(text)!
            : throw new HttpRequestException(
                $"{method} {path} was answered with {(int)response.StatusCode}: {text}",
                null,
                response.StatusCode
            );
    }

    private async Task<string> PathAsync(JsonObject document, CancellationToken cancellationToken)
    {
        var version = document.Text("apiVersion")!;
        var root = version.Contains('/', StringComparison.Ordinal) ? $"/apis/{version}" : $"/api/{version}";
        var served = await GetAsync(root, cancellationToken);
        var resource = served
            .Each("resources")
            .First(entry =>
                entry.Text("kind") == document.Text("kind")
                && !entry.Text("name")!.Contains('/', StringComparison.Ordinal)
            );
        var scope = resource.Flag("namespaced")
            ? $"/namespaces/{(document.Namespace is { Length: > 0 } ns ? ns : "default")}"
            : "";
        return $"{root}{scope}/{resource.Text("name")}/{document.Name}";
    }

    /// <summary>Waits until the table of the kind has this column.</summary>
    private async Task WaitUntilServedAsync(JsonObject definition, string column, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        var version = definition.Each("spec", "versions").First().Text("name");
        var path =
            $"/apis/{definition.Text("spec", "group")}/{version}/{definition.Text("spec", "names", "plural")}?limit=1";
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("application/json;as=Table;v=v1;g=meta.k8s.io");
            using var response = await http.SendAsync(request, deadline.Token);
            if (response.IsSuccessStatusCode)
            {
                var table = (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(deadline.Token))!;
                if (table.Each("columnDefinitions").Any(shown => shown.Text("name") == column))
                    return;
            }
            await Task.Delay(50, deadline.Token);
        }
    }
}
