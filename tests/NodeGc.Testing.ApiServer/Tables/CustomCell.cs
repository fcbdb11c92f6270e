using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;

namespace NodeGc.Testing.ApiServer.Tables;

/// <summary>What a printer column shows of the value its path found; nothing when the value has the wrong
/// type.</summary>
internal static class CustomCell
{
    public static JsonNode? Find(JsonNode? value, string type, DateTimeOffset now) =>
        (type, value?.GetValueKind()) switch
        {
            (_, null) => null,
            ("date", _) => Ages.Since(value.AsText(), now),
            ("integer", JsonValueKind.Number) => Whole(value!),
            ("number" or "boolean", JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) =>
                value!.DeepClone(),
            ("string", JsonValueKind.String) => value!.DeepClone(),
            ("string", _) => value!.ToJsonString(),
            _ => null,
        };

    private static JsonNode Whole(JsonNode value) =>
        (long)decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
