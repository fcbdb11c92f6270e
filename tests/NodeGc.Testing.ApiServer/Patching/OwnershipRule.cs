using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Rest;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>Writes down in <paramref name="after"/> whom the fields that changed belong to.</summary>
internal delegate void OwnershipRule(
    ApiRequest request,
    WriteOptions options,
    JsonObject before,
    JsonObject after,
    TimeProvider clock
);
