namespace NodeGc.Operator.Cluster;

/// <summary>Makes equal values one object. Not thread-safe.</summary>
/// <param name="maxEntries">With more different values, all are forgotten, and sharing begins again.</param>
internal sealed class SharedValues<T>(int maxEntries)
    where T : class, IEquatable<T>
{
    private readonly Dictionary<T, T> known = [];

    public T Share(T value)
    {
        if (known.TryGetValue(value, out var shared))
            return shared;
        if (known.Count >= maxEntries)
            known.Clear();
        return known[value] = value;
    }

    public T? ShareOrNull(T? value) => value is null ? null : Share(value);
}
