using System.Globalization;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>JSON patch, RFC 6902, without <c>move</c> and <c>copy</c>: a list of operations, of which all succeed or
/// none is kept.</summary>
internal static class JsonPatch
{
    public static JsonNode Apply(JsonObject target, JsonArray operations)
    {
        foreach (var operation in operations.OfType<JsonObject>())
            Apply(target, operation);
        return target;
    }

    private static void Apply(JsonObject target, JsonObject operation)
    {
        var path = Steps(operation.Text("path") ?? throw Refused("an operation has no path"));
        switch (operation.Text("op"))
        {
            case "add":
                Add(target, path, operation["value"]?.DeepClone());
                break;
            case "remove":
                Remove(target, path);
                break;
            case "replace":
                Remove(target, path);
                Add(target, path, operation["value"]?.DeepClone());
                break;
            case "test":
                Test(target, path, operation["value"]);
                break;
            default:
                throw Refused($"unknown operation {operation.Text("op")}");
        }
    }

    private static void Test(JsonObject target, string[] path, JsonNode? expected)
    {
        if (!JsonNode.DeepEquals(Find(target, path), expected))
            throw Refused($"testing path /{string.Join('/', path)} failed");
    }

    private static void Add(JsonObject target, string[] path, JsonNode? value)
    {
        switch (Get(target, path[..^1]))
        {
            case JsonObject parent:
                parent[path[^1]] = value;
                break;
            case JsonArray list when path[^1] == "-":
                list.Add(value);
                break;
            case JsonArray list:
                list.Insert(Index(path[^1], list.Count), value);
                break;
            default:
                throw Refused($"add operation does not apply: doc is missing path: /{string.Join('/', path)}");
        }
    }

    private static void Remove(JsonObject target, string[] path)
    {
        switch (Get(target, path[..^1]))
        {
            case JsonObject parent when parent.Remove(path[^1]):
                break;
            case JsonArray list:
                list.RemoveAt(Index(path[^1], list.Count - 1));
                break;
            default:
                throw Refused($"remove operation does not apply: doc is missing path: /{string.Join('/', path)}");
        }
    }

    private static JsonNode Get(JsonObject target, string[] path) =>
        Find(target, path) ?? throw Refused($"doc is missing path: /{string.Join('/', path)}");

    private static JsonNode? Find(JsonObject target, string[] path) =>
        path.Aggregate((JsonNode?)target, (node, step) => node switch
            {
                JsonObject parent => parent[step],
                JsonArray list => list[Index(step, list.Count - 1)],
                _ => null,
            });

    private static int Index(string step, int last) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last
            ? index
            : throw Refused($"invalid index {step}");

    private static string[] Steps(string path) =>
        [
            .. path.Split('/')
                .Skip(1)
                .Select(step =>
                    step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
                ),
        ];

    private static ApiError Refused(string why) =>
        new(422, "Invalid", $"the server rejected our request due to an error in our request: {why}");
}
