using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NodeGc.Api.Schemas;

/// <summary>Compares the definitions on a server with those of this release, which are embedded in this assembly. Helm
/// installs definitions once and never upgrades them, so a server may have older ones, which prune unknown
/// fields.</summary>
public static class DefinitionCheck
{
    public const string Cleanups = "nodestoragecleanups.nodegc.io";
    public const string Nodes = "nodestorages.nodegc.io";

    /// <summary>Without this one, nothing can be restored through the cluster; cleanups do not need it.</summary>
    public const string Restores = "nodestoragerestores.nodegc.io";

    /// <summary>The names of all definitions.</summary>
    public static ImmutableArray<string> Names { get; } = [Cleanups, Nodes, Restores];

    /// <summary>What is missing; empty if the definition supports everything that this release needs.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="served">The CustomResourceDefinition on the server; null if there is none.</param>
    public static ImmutableArray<DefinitionGap> FindGaps(string name, JsonObject? served)
    {
        if (served is null)
            return [new DefinitionGap(name, "", "is not installed")];
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
            Restores => CustomResourceSchemas.NodeStorageRestore,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a definition of NodeGc"),
        };

    /// <summary>If a field is missing, its subfields are not listed.</summary>
    private static IEnumerable<(string Field, string Problem)> Gaps(string at, JsonObject needed, JsonObject? served)
    {
        if (served is null)
            return [(at, "is missing")];
        if ((bool?)served["x-kubernetes-preserve-unknown-fields"] == true)
            return [];
        if (needed["type"] is { } type && served["type"] is { } other && (string?)type != (string?)other)
            return [(at, $"has type {other}, expected {type}")];
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
