using System.Collections.Immutable;
using NodeGc.Api.Nodes;
using NodeGc.Api.Restores;

namespace NodeGc.Api.Rules;

/// <summary>Rules for a restore, of which a schema can express only a part. If there is a problem, the operator stalls
/// the restore, and no node is asked.</summary>
public static class RestoreSpecRules
{
    private const int MaxItemLength = 4096;

    public static ImmutableArray<SpecProblem> Check(NodeStorageRestoreSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return
        [
            .. RunIdRules.Check("spec.runID", spec.RunId),
            .. spec.NodeSelector?.FindProblem() is { } problem
                ? [new SpecProblem("spec.nodeSelector", problem)]
                : Array.Empty<SpecProblem>(),
            .. CheckItems(spec.Items),
            .. DurationRules.RestoreTimeout.Check("spec.timeout", spec.Timeout),
        ];
    }

    /// <summary>An empty entry must not have the effect of no entry, which restores everything.</summary>
    private static IEnumerable<SpecProblem> CheckItems(ImmutableArray<string> items)
    {
        if (items.Length > RestoreOrder.MaxItems)
            yield return new SpecProblem("spec.items", $"has {items.Length} entries; at most {RestoreOrder.MaxItems}");
        for (var at = 0; at < items.Length; at++)
            if (items[at]?.Trim('/', ' ') is not { Length: > 0 and <= MaxItemLength })
                yield return new SpecProblem(
                    $"spec.items[{at}]",
                    $"must be the path or name of an item, of 1 to {MaxItemLength} characters"
                );
    }
}
