using System.Text.Json.Nodes;

namespace NodeGc.Testing.Tests;

/// <summary>A built-in kind with lists inside lists, for the tests of merging.</summary>
internal static class Deployments
{
    public static async Task<string> CreateAsync(Api api)
    {
        var name = $"deployment-{Guid.NewGuid():N}"[..20];
        var body = (JsonObject)
            JsonNode.Parse(
                """
                { "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {},
                  "spec": {
                    "selector": { "matchLabels": { "app": "x" } },
                    "template": {
                      "metadata": { "labels": { "app": "x" } },
                      "spec": { "containers":
                        [ { "name": "main", "image": "first", "env": [ { "name": "A", "value": "1" } ] } ] } } } }
                """
            )!;
        body["metadata"]!["name"] = name;
        var created = await api.CreateAsync("/apis/apps/v1/namespaces/default/deployments", body);
        Assert.That(created.Code, Is.EqualTo(201), created.Message);
        return $"/apis/apps/v1/namespaces/default/deployments/{name}";
    }
}
