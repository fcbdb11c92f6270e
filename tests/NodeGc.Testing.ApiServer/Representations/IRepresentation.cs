using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Rest;

namespace NodeGc.Testing.ApiServer.Representations;

/// <summary>What a client wants to see of objects: all, or a table for people.</summary>
internal interface IRepresentation
{
    void Write(Utf8JsonWriter writer, JsonObject body);

    void WriteList(Utf8JsonWriter writer, ListPage page);
}
