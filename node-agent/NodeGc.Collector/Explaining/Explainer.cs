using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Marking.Rules;

namespace NodeGc.Collector.Explaining;

/// <summary>Answers "whose is this?" for every resource of an inventory.</summary>
public sealed class Explainer
{
    private readonly ResourceGraph graph;
    private readonly LiveSet kept;

    /// <summary>Marks once for all questions; without a policy only life and doubt count.</summary>
    public Explainer(Inventory inventory, PolicyInput? policy = null)
    {
        graph = ResourceGraph.Of(inventory.Resources);
        kept = Marker.Mark(graph, [.. AliveRules.Find(inventory), .. DoubtRules.Find(inventory), .. policy is null ? [] : PolicyRules.Find(policy)]);
    }

    /// <summary>All resources whose name, title or path is <paramref name="text"/>, lies around that path, or begins with it as an
    /// abbreviated id of at least 4 characters.</summary>
    public ImmutableArray<Resource> Find(string text) =>
        [.. graph.Resources.Where(resource => ResourceText.Matches(resource, text)).OrderBy(resource => resource.Id)];

    /// <summary>Explains one resource.</summary>
    public Explanation Explain(Resource resource)
    {
        var reason = kept.FindReason(resource.Id);
        var verdict = reason?.Basis switch
        {
            null => Verdict.Garbage,
            RootBasis.Alive => Verdict.Live,
            RootBasis.Doubt => Verdict.Unsure,
            _ => Verdict.Held,
        };
        return new Explanation(resource, verdict, reason, Look(kept.ChainOf(resource.Id)), Look(graph.NeedsOf(resource.Id)));
    }

    private ImmutableArray<Resource> Look(IEnumerable<ResourceId> ids) =>
        [.. ids.Select(id => graph.Find(id) ?? new Resource(id) { Title = $"{id.Name} (missing)" })];
}
