using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Reading;

/// <summary>What the living reach, for judging damage: a damaged thing matters if something that lives needs
/// it.</summary>
internal static class Reach
{
    /// <summary>Everything needed, through any number of steps, by something that is neither a directory nor a volume
    /// nor on its way out.</summary>
    public static HashSet<ResourceId> From(Findings findings)
    {
        var roots = findings.Drafts.Where(draft =>
            !draft.IsGoing && draft.Id.Kind is not (ResourceKind.LayerDirectory or ResourceKind.Volume)
        );
        var reached = roots.Select(draft => draft.Id).ToHashSet();
        var open = new Stack<ResourceId>(reached);
        while (open.TryPop(out var id))
        {
            foreach (var need in findings.Find(id)?.Needs ?? [])
            {
                if (reached.Add(need))
                    open.Push(need);
            }
        }
        return reached;
    }
}
