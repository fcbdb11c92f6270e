using System.Text.Json.Nodes;

namespace NodeGc.Testing.Tests;

/// <summary>What the server said: a status code, the body, and warnings in its headers.</summary>
internal sealed record Answer(int Code, JsonObject Body, string Warnings)
{
    public string Message => Body["message"]?.GetValue<string>() ?? "";

    public string Reason => Body["reason"]?.GetValue<string>() ?? "";

    public string Version => Text("metadata.resourceVersion");

    /// <summary>The text at a path of names; empty when there is none.</summary>
    public string Text(string path) => At(path)?.ToString() ?? "";

    public JsonNode? At(string path) =>
        path.Split('.').Aggregate((JsonNode?)Body, (node, step) => (node as JsonObject)?[step]);
}
