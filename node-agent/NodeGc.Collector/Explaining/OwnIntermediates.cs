using NodeGc.Collector.Inventories;

namespace NodeGc.Collector.Explaining;

/// <summary>The intermediate images that exist only for one image: the engine removes them together with it, so it does
/// not share with them.</summary>
internal sealed class OwnIntermediates
{
    private readonly Dictionary<ResourceId, ResourceId> only = [];

    /// <param name="ends">The images that are not intermediate.</param>
    /// <param name="ancestorsOf">The images that one was built on, nearest first.</param>
    /// <param name="isOnlyAStep">An intermediate image without a name or container.</param>
    public OwnIntermediates(
        IEnumerable<ResourceId> ends,
        Func<ResourceId, IEnumerable<ResourceId>> ancestorsOf,
        Func<ResourceId, bool> isOnlyAStep
    )
    {
        var shared = new HashSet<ResourceId>();
        foreach (var end in ends)
        {
            foreach (var step in ancestorsOf(end).TakeWhile(isOnlyAStep))
                if (!only.TryAdd(step, end))
                    shared.Add(step);
        }
        foreach (var step in shared)
            only.Remove(step);
    }

    /// <summary>Whether <paramref name="other"/> is <paramref name="image"/> or is removed with it.</summary>
    public bool IsPartOf(ResourceId other, ResourceId image) =>
        other == image || (only.TryGetValue(other, out var end) && end == image);
}
