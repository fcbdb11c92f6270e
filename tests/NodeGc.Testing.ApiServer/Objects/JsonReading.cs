using System.Text.Json;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Objects;

/// <summary>Reads values at a path of property names; a missing or differently typed step gives null, false or
/// nothing.</summary>
internal static class JsonReading
{
    extension(JsonObject json)
    {
        public JsonNode? At(params ReadOnlySpan<string> path)
        {
            JsonNode? node = json;
            foreach (var step in path)
                node = node is JsonObject parent && parent.TryGetPropertyValue(step, out var value) ? value : null;
            return node;
        }

        public JsonObject? Child(params ReadOnlySpan<string> path) => json.At(path) as JsonObject;

        public string? Text(params ReadOnlySpan<string> path) => json.At(path).AsText();

        public long? Number(params ReadOnlySpan<string> path) =>
            json.At(path) is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

        public bool Flag(params ReadOnlySpan<string> path) => json.At(path)?.GetValueKind() == JsonValueKind.True;

        public IEnumerable<JsonObject> Each(params ReadOnlySpan<string> path) =>
            json.At(path) is JsonArray array ? array.OfType<JsonObject>() : [];

        public IEnumerable<string> Texts(params ReadOnlySpan<string> path) =>
            json.At(path) is JsonArray array ? array.Select(AsText).OfType<string>() : [];

        /// <summary>The object at <paramref name="name"/>, made when it is missing.</summary>
        public JsonObject Ensure(string name)
        {
            if (json[name] is JsonObject existing)
                return existing;
            var made = new JsonObject();
            json[name] = made;
            return made;
        }

        public JsonObject Copy() => (JsonObject)json.DeepClone();
    }

    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
