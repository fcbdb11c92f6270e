using System.Collections.Immutable;
using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>Items with at most one parent each, as trees. In a damaged store the parents may form a cycle: it is cut
/// above its first member, so that every item is in exactly one tree.</summary>
internal sealed class Forest
{
    private readonly Dictionary<ResourceId, ResourceId> parents = [];
    private readonly ILookup<ResourceId, ResourceId> children;

    /// <param name="ids">All members, in the order in which siblings are shown.</param>
    /// <param name="parentOf">The parent of a member; null, or a non-member, for a root.</param>
    public Forest(ImmutableArray<ResourceId> ids, Func<ResourceId, ResourceId?> parentOf)
    {
        var members = ids.ToHashSet();
        foreach (var id in ids)
            if (parentOf(id) is { } parent && parent != id && members.Contains(parent))
                parents.Add(id, parent);
        Cut(ids);
        children = ids.Where(parents.ContainsKey).ToLookup(id => parents[id]);
        Roots = [.. ids.Where(id => !parents.ContainsKey(id))];
    }

    /// <summary>The members without a parent.</summary>
    public ImmutableArray<ResourceId> Roots { get; }

    /// <summary>The members above <paramref name="id"/>, nearest first.</summary>
    public IEnumerable<ResourceId> AncestorsOf(ResourceId id)
    {
        while (parents.TryGetValue(id, out var parent))
            yield return id = parent;
    }

    /// <summary>Every member, each below its parent, with its depth: 0 for roots.</summary>
    public IEnumerable<(ResourceId Id, int Depth)> Walk()
    {
        var todo = new Stack<(ResourceId Id, int Depth)>(Roots.Reverse().Select(root => (root, 0)));
        while (todo.TryPop(out var next))
        {
            yield return next;
            foreach (var child in children[next.Id].Reverse())
                todo.Push((child, next.Depth + 1));
        }
    }

    private void Cut(ImmutableArray<ResourceId> ids)
    {
        var settled = new HashSet<ResourceId>();
        foreach (var start in ids)
        {
            var path = new HashSet<ResourceId>();
            var at = start;
            while (settled.Add(at))
            {
                path.Add(at);
                if (!parents.TryGetValue(at, out var parent))
                    break;
                if (path.Contains(parent))
                    parents.Remove(parent);
                at = parent;
            }
        }
    }
}
