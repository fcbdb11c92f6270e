using System.Collections.Immutable;

namespace NodeGc.Scenarios.Chaos.Modelling;

/// <summary>Things of one kind that must live. Whoever works with one takes it, so that two never do different things
/// to it at once.</summary>
/// <param name="capacity">How many there may be.</param>
internal sealed class Pool<T>(int capacity)
    where T : class
{
    private readonly Lock gate = new();
    private readonly List<T> all = [];
    private readonly HashSet<T> taken = [];

    /// <summary>All that must live.</summary>
    public ImmutableArray<T> All
    {
        get
        {
            lock (gate)
                return [.. all];
        }
    }

    public bool HasRoom
    {
        get
        {
            lock (gate)
                return all.Count < capacity;
        }
    }

    public void Add(T one)
    {
        lock (gate)
            all.Add(one);
    }

    /// <summary>One that nobody works with; null where there is none.</summary>
    public T? Take(Random random, Func<T, bool>? may = null)
    {
        lock (gate)
        {
            var free = all.Where(one => !taken.Contains(one) && may?.Invoke(one) != false).ToList();
            if (free.Count == 0)
                return null;
            var chosen = free[random.Next(free.Count)];
            taken.Add(chosen);
            return chosen;
        }
    }

    public void Return(T one)
    {
        lock (gate)
            taken.Remove(one);
    }

    /// <summary>From now on it need not live.</summary>
    public void Forget(T one)
    {
        lock (gate)
        {
            taken.Remove(one);
            all.Remove(one);
        }
    }
}
