using System.Collections.Immutable;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Scanning;
using NodeGc.Collector.Explaining;

namespace NodeGc.Agent.Explanations;

/// <summary>Explains what a user asks about.</summary>
internal static class Explanation
{
    /// <summary>One document for each match of <paramref name="subject"/>.</summary>
    /// <exception cref="AgentException">There is none, or the path is ambiguous.</exception>
    public static ImmutableArray<ExplainDocument> Create(Scan scan, string subject)
    {
        var explainer = new Explainer(scan.Inventory);
        var found = new ExplainSubject(scan.Inventory, explainer, scan.StoreUsage).Find(subject);
        return found.IsEmpty ? throw Unknown(subject, scan.Inventory.Store.DataRoot, explainer) : found;
    }

    private static AgentException Unknown(string subject, string dataRoot, Explainer explainer)
    {
        var alike = explainer.Suggest(subject);
        return new AgentException(
            $"{subject} was not found in {dataRoot}. "
                + (alike.IsEmpty ? "" : $"Did you mean {string.Join(" or ", alike)}? ")
                + "Give a path below the data root, an ID of at least 4 characters, a tag, or a name. "
                + "To list what exists: nodegc-agent tree"
        );
    }
}
