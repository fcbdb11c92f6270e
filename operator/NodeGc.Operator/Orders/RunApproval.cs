using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Orders;

/// <summary>Mode Approve: which plans of a run may be carried out.</summary>
/// <param name="Digest">The cleanup's <c>spec.approvedPlan</c>; null if nothing is approved.</param>
/// <param name="Plans">The plans of the run's nodes, computed only if a digest has to be compared; null if they are not
/// known.</param>
internal sealed record RunApproval(string? Digest, Lazy<RunPlans>? Plans)
{
    public static RunApproval None { get; } = new(null, null);

    /// <summary>The digest of the node's plan that may be carried out; null if none may.</summary>
    /// <remarks>
    /// An approval that the node's order already has stays for as long as the cleanup's digest does. A new one is given
    /// only if the digest covers exactly the plans there are now, this node's among them.
    /// </remarks>
    public string? FindPlan(string node, CleanupOrder? current)
    {
        if (Digest is null)
            return null;
        if (current?.ApprovedRunDigest == Digest)
            return current.ApprovedPlan;
        return Plans?.Value is { } plans && plans.Digest == Digest ? plans.ByNode.GetValueOrDefault(node) : null;
    }
}
