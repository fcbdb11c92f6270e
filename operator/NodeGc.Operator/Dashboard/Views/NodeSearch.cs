using System.Collections.Immutable;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Finds nodes by name or label.</summary>
internal static class NodeSearch
{
    /// <param name="node">The node.</param>
    /// <param name="word">A part of the name, or a label as <c>key</c> or <c>key=value</c>.</param>
    public static bool Matches(ClusterNode node, string word) =>
        node.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        || (node.Node?.Metadata.Labels ?? ImmutableDictionary<string, string>.Empty).Any(label =>
            word.Contains('=', StringComparison.Ordinal) ? $"{label.Key}={label.Value}" == word : label.Key == word
        );
}
