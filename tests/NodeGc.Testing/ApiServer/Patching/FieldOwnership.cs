using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Resources;
using NodeGc.Testing.ApiServer.Rest;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>Keeps <c>metadata.managedFields</c>: which field belongs to whom.</summary>
internal static class FieldOwnership
{
    public static JsonArray AfterCreate(ResourceType type, JsonObject body, WriteOptions options, TimeProvider clock) => [];

    public static void AfterUpdate(ApiRequest request, WriteOptions options, JsonObject before, JsonObject after, TimeProvider clock)
    {
    }
}
