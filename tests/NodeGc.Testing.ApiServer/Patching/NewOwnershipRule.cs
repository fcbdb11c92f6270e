using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Rest;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>Writes down in a new object whom its fields belong to.</summary>
internal delegate void NewOwnershipRule(ApiRequest request, WriteOptions options, JsonObject body, TimeProvider clock);
