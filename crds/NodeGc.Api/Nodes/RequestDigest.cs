using System.Text.Json;
using NodeGc.Api.Json;
using NodeGc.Api.Schemas;

namespace NodeGc.Api.Nodes;

/// <summary>The digest by which an agent verifies that a request is as its author wrote it: a definition of another
/// release may drop <c>restore.item</c>, and a restore without it is one of the whole run. It is made as the digest of
/// an order, see <see cref="OrderDigest"/>.</summary>
public static class RequestDigest
{
    private static readonly Lazy<DefaultTree> Defaults = new(() =>
        DefaultTree.From(OrderDigest.SpecSchema("requests"))
    );

    /// <summary>The request with its digest.</summary>
    public static NodeRequest Seal(NodeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request with { Digest = Compute(request) };
    }

    /// <summary><c>sha256:</c> and 64 hexadecimal digits. The digest that the request already has is ignored.</summary>
    public static string Compute(NodeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var fields = JsonSerializer.SerializeToNode(
            request with
            {
                Digest = null,
            },
            ApiJsonContext.Default.NodeRequest
        )!;
        return CanonicalJson.Hash(fields, Defaults.Value);
    }

    /// <summary>Why the request may not be as its author wrote it; null if it is.</summary>
    public static string? FindProblem(NodeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Digest == Compute(request)
            ? null
            : "it does not match its digest: a field was dropped or changed after it was written; upgrade the "
                + "CustomResourceDefinition nodestorages.nodegc.io, NodeGc and the kubectl plugin to the same release";
    }
}
