using System.Text;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Protobuf;

/// <summary>Turns a protobuf message into the JSON of the same object. Empty values are left out, as <c>omitempty</c>
/// does.</summary>
internal static class MessageReader
{
    public static JsonObject Read(ReadOnlyMemory<byte> message, MessageShape shape)
    {
        var json = new JsonObject();
        var reader = new WireReader(message);
        while (reader.TryRead())
            if (shape.Fields.TryGetValue(reader.Number, out var field))
                Add(json, field, reader);
        return json;
    }

    /// <summary>The content of one field, empty when it is missing.</summary>
    public static ReadOnlyMemory<byte> Find(ReadOnlyMemory<byte> message, int number)
    {
        var reader = new WireReader(message);
        while (reader.TryRead())
            if (reader.Number == number)
                return reader.Content;
        return default;
    }

    private static void Add(JsonObject json, MessageField field, WireReader reader)
    {
        switch (field.Kind)
        {
            case FieldKind.Text when reader.Content.Length > 0:
                json[field.Name] = reader.Text;
                break;
            case FieldKind.Number when reader.Value != 0:
            case FieldKind.PresentNumber:
                json[field.Name] = reader.Value;
                break;
            case FieldKind.Flag when reader.Value != 0:
                json[field.Name] = true;
                break;
            case FieldKind.Message when Read(reader.Content, field.Of!) is { Count: > 0 } inner:
                json[field.Name] = inner;
                break;
            case FieldKind.Texts:
                List(json, field.Name).Add(reader.Text);
                break;
            case FieldKind.Messages:
                List(json, field.Name).Add(Read(reader.Content, field.Of!));
                break;
            case FieldKind.TextMap or FieldKind.BytesMap:
                AddEntry(json.Ensure(field.Name), field.Kind, reader.Content);
                break;
        }
    }

    // A map is a list of messages, each with the key as field 1 and the value as field 2.
    private static void AddEntry(JsonObject map, FieldKind kind, ReadOnlyMemory<byte> entry)
    {
        var key = Encoding.UTF8.GetString(Find(entry, 1).Span);
        var value = Find(entry, 2).Span;
        map[key] = kind == FieldKind.BytesMap ? Convert.ToBase64String(value) : Encoding.UTF8.GetString(value);
    }

    private static JsonArray List(JsonObject json, string name)
    {
        if (json[name] is not JsonArray list)
            json[name] = list = [];
        return list;
    }
}
