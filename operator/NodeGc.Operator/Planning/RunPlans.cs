using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Planning;

/// <summary>The plans that the nodes of a run reported, and the one digest over all of them that a person
/// approves.</summary>
/// <remarks>
/// Whoever approves the digest approves exactly these plans on exactly these nodes in this run: a plan that is made
/// later, on whatever node, is not among them, and makes another digest.
/// </remarks>
internal sealed class RunPlans
{
    private RunPlans(ImmutableSortedDictionary<string, string> byNode, string? digest) =>
        (ByNode, Digest) = (byNode, digest);

    /// <summary>Each node's digest, by the node's name.</summary>
    public ImmutableSortedDictionary<string, string> ByNode { get; }

    /// <summary><c>sha256:</c> and 64 hexadecimal digits; null where no node has a plan.</summary>
    public string? Digest { get; }

    /// <summary>The plans of <paramref name="nodes"/>; those that are still looking, or never planned, count for
    /// nothing.</summary>
    public static RunPlans Of(string runId, IEnumerable<(string Node, OrderReport? Report)> nodes)
    {
        var byNode = nodes
            .Where(node => node.Report is { PlanDigest: not null, Phase: not OrderPhase.Scanning })
            .ToImmutableSortedDictionary(node => node.Node, node => node.Report!.PlanDigest!, StringComparer.Ordinal);
        return new RunPlans(byNode, byNode.IsEmpty ? null : DigestOf(runId, byNode));
    }

    /// <summary>Over the run and then a line for each node, in the order of their names. Names of nodes hold neither
    /// spaces nor line ends.</summary>
    private static string DigestOf(string runId, ImmutableSortedDictionary<string, string> byNode)
    {
        var lines = byNode.Select(plan => $"{plan.Key} {plan.Value}\n").Prepend($"{runId}\n");
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
