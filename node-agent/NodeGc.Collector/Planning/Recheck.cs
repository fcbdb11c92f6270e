using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Marking.Rules;

namespace NodeGc.Collector.Planning;

/// <summary>The second look: holds a plan against a fresh inventory. It can only take away from the plan. What is not,
/// or no longer, exactly what was planned becomes a root, so that nothing goes that something else on disk
/// needs.</summary>
public sealed class Recheck
{
    private static readonly ItemVerdict StillGarbage = new ItemVerdict.StillGarbage();
    private static readonly ItemVerdict Replaced = new ItemVerdict.Replaced();
    private static readonly ItemVerdict Gone = new ItemVerdict.Gone();

    private readonly ResourceGraph graph;
    private readonly LiveSet kept;

    /// <summary>Marks <paramref name="fresh"/> once for the whole of <paramref name="plan"/>; ask then for as many
    /// items as needed.</summary>
    public Recheck(Inventory fresh, IEnumerable<PlanItem> plan)
    {
        var planned = plan.ToDictionary(item => item.Id);
        graph = fresh.Graph;
        var released = fresh
            .Resources.Where(resource => Releases.IsReleasable(resource) && planned.ContainsKey(resource.Id))
            .Select(resource => resource.Id)
            .ToHashSet();
        var alive = released.Count == 0 ? fresh.Alive : fresh.AliveWithout(released);
        List<Resource> garbage =
        [
            .. graph.Resources.Where(resource =>
                (resource.IsCandidate || released.Contains(resource.Id)) && !alive.Contains(resource.Id)
            ),
        ];
        var changed =
            from candidate in garbage
            let change = FindChange(candidate, planned.GetValueOrDefault(candidate.Id), fresh.Store)
            where change is not null
            select new Root(candidate.Id, new RootReason("Changed", RootBasis.Doubt, change));
        kept = Marker.Mark(graph, [.. DoubtRules.Find(fresh, garbage), .. changed], alive);
    }

    /// <summary>What the fresh inventory says of <paramref name="item"/>.</summary>
    public ItemVerdict Judge(PlanItem item)
    {
        if (graph.Find(item.Id)?.Identity is not { } identity)
            return Gone;
        if (identity != item.Identity)
            return Replaced;
        return kept.FindReason(item.Id) is { } reason ? new ItemVerdict.CameAlive(reason.Text) : StillGarbage;
    }

    private static string? FindChange(Resource now, PlanItem? planned, StoreFacts store) =>
        now switch
        {
            _ when planned is null => $"{now.Id} is not in the plan and stays",
            _ when now.Identity != planned.Identity => $"{now.Id} was replaced by another",
            { Directory.Obstacle: { } obstacle } => obstacle,
            { Known: { } known, Directory: null } when known.LastUsed > planned.Known?.LastUsed =>
                $"{now.Id} was used at {Instant.Format(known.LastUsed)}, after it was planned",
            { Directory.LastChanged: var changed } when changed > planned.Directory.LastChanged =>
                $"{now.Id} changed at {Instant.Format(changed)}, after it was planned",
            { Id.Kind: ResourceKind.LayerDirectory or ResourceKind.Debris }
                when store is { ReusesNames: true, IsEngineRunning: true } =>
                "the engine was started, and it may use the name again",
            { Id.Kind: ResourceKind.Store } when now.Id.Name == store.Driver =>
                "the engine uses this storage driver again",
            { Volume: not null } when !store.IsEngineRunning =>
                "the engine stopped: volumes go only while it runs and agrees",
            { Volume: { IsLocal: false } and not { IsRecordOnly: true, IsKnown: true } } =>
                $"the data of {now.Id} lies outside its directory",
            _ when RemovalOf.Candidate(now) != planned.Removal => $"the engine began or ceased to know {now.Id}",
            _ => null,
        };
}
