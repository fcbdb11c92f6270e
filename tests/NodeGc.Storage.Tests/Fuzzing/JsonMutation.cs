using System.Text;
using System.Text.Json.Nodes;

namespace NodeGc.Storage.Tests.Fuzzing;

/// <summary>Makes JSON that is still JSON but not what a reader expects, and sometimes no JSON at all.</summary>
internal static class JsonMutation
{
    /// <summary>Stands where text is put in that no writer of JSON would write.</summary>
    private const string Mark = "@@";

    private static readonly string[] Raw =
    [
        "1e999",
        "-0",
        "123456789012345678901234567890",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "[[[[[[1]]]]]]",
        "{\"a\":1,\"a\":2}",
        "tru",
        "\"\u007f\"",
        "null",
        "{}",
        "[]",
        "\"\"",
        "\"/\"",
        "\"sha256:\"",
        "\"volumes/volumes/volumes\"",
        "\":::\"",
        "\"/volumes//x/../y\"",
    ];

    /// <summary>A document in which something is of another type, missing, doubled, or not to be written at
    /// all.</summary>
    public static byte[] Change(string document, Random random)
    {
        if (random.Next(4) == 0)
            return Noise.Change(Encoding.UTF8.GetBytes(document), random);
        if (random.Next(200) == 0)
            return Encoding.UTF8.GetBytes(new string('[', random.Next(5000)));
        var root = JsonNode.Parse(document)!;
        for (var i = random.Next(1, 3); i > 0; i--)
            ChangeNode(root, random);
        var text = root.ToJsonString();
        while (text.Contains($"\"{Mark}\"", StringComparison.Ordinal))
            text = ReplaceFirst(text, $"\"{Mark}\"", Raw[random.Next(Raw.Length)]);
        return Encoding.UTF8.GetBytes(
            random.Next(20) == 0 ? text.Replace("\":", "\\ud800\":", StringComparison.Ordinal) : text
        );
    }

    private static void ChangeNode(JsonNode root, Random random)
    {
        var parents = Descendants(root)
            .Where(node => node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
            .ToList();
        if (parents.Count == 0)
            return;
        switch (parents[random.Next(parents.Count)])
        {
            case JsonObject item:
                ChangeMember(item, random);
                break;
            case JsonArray item:
                item[random.Next(item.Count)] = Mark;
                break;
        }
    }

    private static void ChangeMember(JsonObject item, Random random)
    {
        var name = item.ElementAt(random.Next(item.Count)).Key;
        if (random.Next(4) == 0)
            item.Remove(name);
        else
            item[name] = Mark;
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        yield return node;
        var children = node switch
        {
            JsonObject item => item.Select(member => member.Value),
            JsonArray item => item,
            _ => [],
        };
        foreach (var descendant in children.OfType<JsonNode>().SelectMany(Descendants))
            yield return descendant;
    }

    private static string ReplaceFirst(string text, string what, string with)
    {
        var at = text.IndexOf(what, StringComparison.Ordinal);
        return text[..at] + with + text[(at + what.Length)..];
    }
}
