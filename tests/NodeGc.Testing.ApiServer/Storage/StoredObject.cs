using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Storage;

/// <summary>One revision of an object.</summary>
internal sealed class StoredObject(ObjectKey key, long revision, JsonObject body)
{
    private volatile JsonObject? body = body;
    private volatile byte[]? json;

    public ObjectKey Key { get; } = key;

    public long Revision { get; } = revision;

    /// <summary>The version in which it is stored.</summary>
    public string ApiVersion { get; } = body.Text("apiVersion") ?? "";

    /// <summary>Shared by all readers: copy it before changing it.</summary>
    public JsonObject Body => body ?? Copy();

    /// <summary>The body in UTF-8: written once, however many watches send it.</summary>
    public ReadOnlySpan<byte> Json => json ?? Serialize();

    /// <summary>A body of one's own.</summary>
    public JsonObject Copy() => (JsonObject)JsonNode.Parse(Json)!;

    public StoredObject With(JsonObject other) => new(Key, Revision, other);

    /// <summary>Keeps only <see cref="Json"/>, as history does: a parsed body takes ten times the memory.</summary>
    public void Pack()
    {
        _ = Json;
        body = null;
    }

    // Without a body it was serialized: a reader may have looked before.
    private byte[] Serialize() =>
        body is { } present ? json = JsonSerializer.SerializeToUtf8Bytes(present, Wire.Json) : json!;
}
