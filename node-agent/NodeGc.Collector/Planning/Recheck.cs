using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Marking.Rules;

namespace NodeGc.Collector.Planning;

/// <summary>The second look: holds a plan against a fresh inventory. It can only take away from the plan.</summary>
public sealed class Recheck
{
    private static readonly ItemVerdict StillGarbage = new ItemVerdict.StillGarbage();
    private static readonly ItemVerdict Replaced = new ItemVerdict.Replaced();
    private static readonly ItemVerdict Gone = new ItemVerdict.Gone();

    private readonly ResourceGraph graph;
    private readonly LiveSet kept;

    /// <summary>Marks <paramref name="fresh"/> once; ask then for as many items as needed.</summary>
    public Recheck(Inventory fresh)
    {
        graph = ResourceGraph.Of(fresh.Resources);
        kept = Marker.Mark(graph, [.. AliveRules.Find(fresh), .. DoubtRules.Find(fresh)]);
    }

    /// <summary>What the fresh inventory says of <paramref name="item"/>.</summary>
    public ItemVerdict Judge(PlanItem item)
    {
        if (kept.FindReason(item.Id) is { } reason) return new ItemVerdict.CameAlive(reason.Text);
        var directory = graph.Find(item.Id)?.Directory;
        return directory is null ? Gone : directory.Fingerprint == item.Directory.Fingerprint ? StillGarbage : Replaced;
    }
}
