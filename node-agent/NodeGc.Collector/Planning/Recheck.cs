using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Policies;

namespace NodeGc.Collector.Planning;

/// <summary>Compares a plan with a fresh inventory. It can only drop items from the plan. Anything that is not exactly
/// as planned becomes a root, so that nothing that it needs is removed.</summary>
public sealed class Recheck
{
    private static readonly ItemVerdict StillGarbage = new ItemVerdict.StillGarbage();
    private static readonly ItemVerdict Replaced = new ItemVerdict.Replaced();
    private static readonly ItemVerdict Gone = new ItemVerdict.Gone();

    private readonly ResourceGraph graph;
    private readonly LiveSet kept;

    /// <summary>Marks <paramref name="now"/> once for the whole of <paramref name="plan"/>.</summary>
    public Recheck(Liveness now, IEnumerable<PlanItem> plan)
    {
        var planned = plan.ToDictionary(item => item.Id);
        var fresh = now.Inventory;
        graph = fresh.Graph;
        var released = fresh
            .Resources.Where(resource => resource.IsReleasable && planned.ContainsKey(resource.Id))
            .Select(resource => resource.Id)
            .ToHashSet();
        var alive = now.WithoutReleased(released);
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

    /// <summary>The verdict of the fresh inventory on <paramref name="item"/>.</summary>
    public ItemVerdict Judge(PlanItem item)
    {
        if (graph.Find(item.Id)?.Identity is not { } identity)
            return Gone;
        if (identity != item.Identity)
            return Replaced;
        return kept.FindReason(item.Id) is { } reason ? new ItemVerdict.NowInUse(reason.Text) : StillGarbage;
    }

    private static string? FindChange(Resource now, PlanItem? planned, StoreFacts store) =>
        now switch
        {
            _ when planned is null => $"{now.Id} is not in the plan and is kept",
            _ when now.Identity != planned.Identity => $"{now.Id} was replaced",
            { Directory.Obstacle: { } obstacle } => obstacle,
            { EngineManaged: { } known, Directory: null } when known.LastUsed > planned.EngineManaged?.LastUsed =>
                $"{now.Id} was used at {Instant.Format(known.LastUsed)}, after the plan was made",
            { Directory.LastChanged: var changed } when changed > planned.Directory.LastChanged =>
                $"{now.Id} changed at {Instant.Format(changed)}, after the plan was made",
            { Id.Kind: ResourceKind.LayerDirectory or ResourceKind.Debris }
                when store is { ReusesNames: true, IsEngineRunning: true } =>
                "the engine was started and may reuse the name",
            { Id.Kind: ResourceKind.Store } when now.Id.Name == store.Driver =>
                "the engine uses this storage driver again",
            { Volume: not null } when !store.IsEngineRunning =>
                "the engine stopped: volumes are removed only while it is running and allows it",
            { Volume: { IsLocal: false } and not { IsRecordOnly: true, IsKnown: true } } =>
                $"the data of {now.Id} is outside its directory",
            _ when GarbageClasses.Get(now).Removal(now) != planned.Removal =>
                $"{now.Id} was registered with the engine or removed from it after the plan was made",
            _ => null,
        };
}
