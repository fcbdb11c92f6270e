using System.Text.Json;
using NodeGc.Api.Json;
using NodeGc.Api.Schemas;

namespace NodeGc.Api.Nodes;

/// <summary>The digest by which an agent verifies that a restore is as the operator wrote it: a definition of another
/// release may drop <c>items</c>, and a restore without them is one of the whole run. It is made as the digest of an
/// order, see <see cref="OrderDigest"/>.</summary>
public static class RestoreDigest
{
    private static readonly Lazy<DefaultTree> Defaults = new(() =>
        DefaultTree.From(OrderDigest.SpecSchema("restores"))
    );

    /// <summary>The order with its digest.</summary>
    public static RestoreOrder Seal(RestoreOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order with { Digest = Compute(order) };
    }

    /// <summary><c>sha256:</c> and 64 hexadecimal digits. The digest that the order already has is ignored.</summary>
    public static string Compute(RestoreOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var fields = JsonSerializer.SerializeToNode(order with { Digest = null }, ApiJsonContext.Default.RestoreOrder)!;
        return CanonicalJson.Hash(fields, Defaults.Value);
    }

    /// <summary>Why the order may not be as the operator wrote it; null if it is.</summary>
    public static string? FindProblem(RestoreOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Digest == Compute(order)
            ? null
            : "it does not match its digest: a field was dropped or changed after the operator wrote it; upgrade the "
                + "CustomResourceDefinition nodestorages.nodegc.io and NodeGc to the same release";
    }
}
