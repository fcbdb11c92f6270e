using System.Collections.Immutable;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of an explanation. Pure.</summary>
internal static class ExplainReport
{
    public static ExplainDocument Of(Explanation explanation, ImmutableArray<WitnessAccount> witnesses) => new(
        explanation.Resource.ToString(),
        explanation.Verdict.ToString().ToLowerInvariant(),
        explanation.Resource.Directory?.Path,
        explanation.Resource.Directory?.Size?.Value,
        explanation.Reason?.Text ?? SearchedInVain(witnesses),
        [.. explanation.Chain.Select(resource => resource.ToString())],
        [.. explanation.Needs.Select(resource => resource.ToString())]);

    private static string SearchedInVain(ImmutableArray<WitnessAccount> witnesses) =>
        "nobody needs it; searched in vain: " + string.Join("; ", witnesses.Select(witness => witness.Searched));
}
