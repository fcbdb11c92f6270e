using System.Text.Json;
using System.Text.Json.Nodes;
using NodeGc.Api.Json;
using NodeGc.Api.Schemas;

namespace NodeGc.Api.Nodes;

/// <summary>The digest by which an agent verifies that an order is as the operator wrote it.</summary>
/// <remarks>
/// A definition of an older release prunes fields that it does not know, and a missing field means no restriction. The
/// digest covers all fields except itself, as canonical JSON: fields sorted by name, no whitespace, and no field that
/// only repeats a default (null, an empty list, the default in the schema). So neither the order of fields nor defaults
/// that a server fills in change the digest, and a release that adds a field with a default computes the same digest
/// for orders that do not use it.
/// </remarks>
public static class OrderDigest
{
    private static readonly Lazy<DefaultTree> Defaults = new(() => DefaultTree.From(SpecSchema("orders")));

    /// <summary>The order with its digest.</summary>
    public static CleanupOrder Seal(CleanupOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order with { Digest = Compute(order) };
    }

    /// <summary><c>sha256:</c> and 64 hexadecimal digits. The digest that the order already has is ignored.</summary>
    public static string Compute(CleanupOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return CanonicalJson.Hash(Fields(order), Defaults.Value);
    }

    /// <summary>Why the order may not be as the operator wrote it; null if it is.</summary>
    public static string? FindProblem(CleanupOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Digest is null)
        {
            return "it has no digest: the operator is from an older release, or the CustomResourceDefinition "
                + "nodestorages.nodegc.io is and dropped the digest; upgrade both";
        }
        return order.Digest == Compute(order)
            ? null
            : "it does not match its digest: a field was dropped or changed after the operator wrote it; upgrade the "
                + "CustomResourceDefinition nodestorages.nodegc.io and NodeGc to the same release";
    }

    /// <summary>The first field in which the stored order differs from what was sent, such as
    /// <c>spec.orders[].when</c>; null if none does.</summary>
    public static string? FindDifference(CleanupOrder sent, CleanupOrder? stored)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return stored is null ? "spec.orders[]" : FindDifference("spec.orders[]", Node(sent), Node(stored));
    }

    private static string? FindDifference(string at, JsonNode? sent, JsonNode? stored)
    {
        if (JsonNode.DeepEquals(sent, stored))
            return null;
        if (sent is not JsonObject fields || stored is not JsonObject others)
            return at;
        return fields
            .Select(field => field.Key)
            .Union(others.Select(field => field.Key))
            .Select(name => FindDifference($"{at}.{name}", fields[name], others[name]))
            .FirstOrDefault(found => found is not null);
    }

    private static JsonNode? Node(CleanupOrder order) =>
        JsonSerializer.SerializeToNode(order, ApiJsonContext.Default.CleanupOrder);

    internal static byte[] Canonical(CleanupOrder order) => CanonicalJson.ToBytes(Fields(order), Defaults.Value);

    private static JsonNode Fields(CleanupOrder order) =>
        JsonSerializer.SerializeToNode(order with { Digest = null }, ApiJsonContext.Default.CleanupOrder)!;

    /// <summary>The schema of the entries of a list in the spec.</summary>
    internal static JsonObject SpecSchema(string list) =>
        CustomResourceSchemas.ReadSchema("nodegc.io_nodestorages.yaml")["properties"]!["spec"]!["properties"]![list]![
            "items"
        ]!.AsObject();
}
