using System.Text.Json;
using NodeGc.Testing.ApiServer.Rest;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Representations;

/// <summary>What a client wants to see of objects: all, or a table for people.</summary>
internal interface IRepresentation
{
    void Write(Utf8JsonWriter writer, StoredObject stored);

    void WriteList(Utf8JsonWriter writer, ListPage page);
}
