using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NodeGc.Api.Schemas;

/// <summary>
/// Compares the definitions that a server holds with those of this release, which lie inside this assembly. Helm
/// installs definitions once and never upgrades them, so a server may well hold older ones; they prune fields that they
/// do not know.
/// </summary>
public static class DefinitionCheck
{
    public const string Cleanups = "nodestoragecleanups.nodegc.io";
    public const string Nodes = "nodestorages.nodegc.io";

    /// <summary>The names of both definitions.</summary>
    public static ImmutableArray<string> Names { get; } = [Cleanups, Nodes];

    /// <summary>What is missing; empty where the definition is at least of this release.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="served">The CustomResourceDefinition as the server holds it; null where there is none.</param>
    public static ImmutableArray<DefinitionGap> FindGaps(string name, JsonObject? served)
    {
        if (served is null)
            return [new DefinitionGap(name, "", "is missing")];
        var version = (served["spec"]?["versions"] as JsonArray ?? []).FirstOrDefault(one =>
            (string?)one?["name"] == ApiGroup.Version && (bool?)one["served"] == true
        );
        if (version is null)
            return [new DefinitionGap(name, "", $"does not serve version {ApiGroup.Version}")];
        return
        [
            .. Gaps("", Needed(name), version["schema"]?["openAPIV3Schema"] as JsonObject)
                .Select(gap => new DefinitionGap(name, gap.Field, gap.Problem)),
        ];
    }

    private static JsonObject Needed(string name) =>
        name switch
        {
            Cleanups => CustomResourceSchemas.NodeStorageCleanup,
            Nodes => CustomResourceSchemas.NodeStorage,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a definition of NodeGc"),
        };

    /// <summary>Of a field that is missing, those below are not named too.</summary>
    private static IEnumerable<(string Field, string Problem)> Gaps(string at, JsonObject needed, JsonObject? served)
    {
        if (served is null)
            return [(at, "is missing")];
        if ((bool?)served["x-kubernetes-preserve-unknown-fields"] == true)
            return [];
        if (needed["type"] is { } type && served["type"] is { } other && (string?)type != (string?)other)
            return [(at, $"is of type {other}, and type {type} is needed")];
        if (FindForbidden(needed, served) is { } word)
            return [(at, $"does not allow {word}")];
        return
        [
            .. (needed["properties"] as JsonObject ?? []).SelectMany(field =>
                Gaps(Path(at, field.Key), field.Value!.AsObject(), served["properties"]?[field.Key] as JsonObject)
            ),
            .. needed["items"] is JsonObject items ? Gaps($"{at}[]", items, served["items"] as JsonObject) : [],
            .. needed["additionalProperties"] is JsonObject more
                ? Gaps(at, more, served["additionalProperties"] as JsonObject)
                : [],
        ];
    }

    private static string? FindForbidden(JsonObject needed, JsonObject served) =>
        needed["enum"] is JsonArray words && served["enum"] is JsonArray allowed
            ? words.FirstOrDefault(word => !allowed.Any(one => JsonNode.DeepEquals(one, word)))?.ToString()
            : null;

    private static string Path(string at, string name) => at.Length == 0 ? name : $"{at}.{name}";
}
