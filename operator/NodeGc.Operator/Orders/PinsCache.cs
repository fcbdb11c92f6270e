using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodeGc.Api.Cleanups;

namespace NodeGc.Operator.Orders;

/// <summary>Remembers the pins of the cleanups for as long as none of these changes: they are needed for each order of
/// each node.</summary>
internal sealed class PinsCache
{
    private volatile Entry last = new([]);

    /// <summary>The pins of all cleanups but the one with this name.</summary>
    public OtherCleanupsPins Find(IReadOnlyList<NodeStorageCleanup> cleanups, string name)
    {
        var entry = last;
        if (!entry.IsOf(cleanups))
            last = entry = new Entry([.. cleanups]);
        return entry.Find(name);
    }

    private sealed class Entry(ImmutableArray<NodeStorageCleanup> cleanups)
    {
        private readonly ImmutableArray<Pins> all = Pins.List(cleanups);
        private readonly ConcurrentDictionary<string, OtherCleanupsPins> byName = new(StringComparer.Ordinal);

        public bool IsOf(IReadOnlyList<NodeStorageCleanup> others) =>
            cleanups.Length == others.Count
            && cleanups.Zip(others).All(pair => ReferenceEquals(pair.First, pair.Second));

        public OtherCleanupsPins Find(string name) =>
            byName.GetOrAdd(name, static (one, all) => OtherCleanupsPins.Without(all, one), all);
    }
}
