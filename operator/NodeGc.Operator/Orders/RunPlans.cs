using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Orders;

/// <summary>The plans that the nodes of a run reported, and one digest over all of them for a person to
/// approve.</summary>
/// <remarks>
/// Approving the digest approves exactly these plans on exactly these nodes in this run: a plan that is made later, on
/// any node, is not covered and changes the digest.
/// </remarks>
internal sealed class RunPlans
{
    private RunPlans(ImmutableSortedDictionary<string, string> byNode, string? digest) =>
        (ByNode, Digest) = (byNode, digest);

    /// <summary>The digest of each node's plan, by the node's name.</summary>
    public ImmutableSortedDictionary<string, string> ByNode { get; }

    /// <summary><c>sha256:</c> and 64 hexadecimal digits; null if no node has a plan.</summary>
    public string? Digest { get; }

    /// <summary>The plans of <paramref name="nodes"/>, without those that are still scanning or have no plan.</summary>
    public static RunPlans Collect(string runId, IEnumerable<(string Node, OrderReport? Report)> nodes)
    {
        var byNode = nodes
            .Where(node => node.Report is { PlanDigest: not null, Phase: not OrderPhase.Scanning })
            .ToImmutableSortedDictionary(node => node.Node, node => node.Report!.PlanDigest!, StringComparer.Ordinal);
        return new RunPlans(byNode, byNode.IsEmpty ? null : ComputeDigest(runId, byNode));
    }

    /// <summary>Over the run and then one line per node, sorted by name. Node names contain neither spaces nor line
    /// ends.</summary>
    private static string ComputeDigest(string runId, ImmutableSortedDictionary<string, string> byNode)
    {
        var lines = byNode.Select(plan => $"{plan.Key} {plan.Value}\n").Prepend($"{runId}\n");
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
