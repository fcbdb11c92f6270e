using System.Collections.Concurrent;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Informers;

/// <summary>The cached objects of one kind. Read by many, written only by its informer.</summary>
public sealed class ObjectStore<T>
    where T : class, IKubernetesObject
{
    private readonly ConcurrentDictionary<ObjectKey, T> objects = new();

    /// <summary>A snapshot of all objects, in no order.</summary>
    public IReadOnlyList<T> List() => [.. objects.Values];

    /// <summary>Null if there is none.</summary>
    public T? Find(ObjectKey key) => objects.GetValueOrDefault(key);

    internal ObjectChange<T> Put(T value)
    {
        var key = ObjectKey.From(value);
        var before = objects.GetValueOrDefault(key);
        objects[key] = value;
        return new ObjectChange<T>(before, value);
    }

    /// <summary>Null if it is not there: its deletion may be reported twice.</summary>
    internal ObjectChange<T>? Remove(T value) =>
        objects.TryRemove(ObjectKey.From(value), out var before) ? new ObjectChange<T>(before, null) : null;

    /// <summary>Replaces all objects; returns only the changes.</summary>
    internal IReadOnlyList<ObjectChange<T>> ReplaceAll(IReadOnlyList<T> values)
    {
        var keys = values.Select(value => ObjectKey.From(value)).ToHashSet();
        var changes = new List<ObjectChange<T>>();
        foreach (var gone in objects.Where(entry => !keys.Contains(entry.Key)).Select(entry => entry.Value).ToList())
        {
            if (Remove(gone) is { } change)
                changes.Add(change);
        }
        foreach (var value in values)
        {
            var known = Find(ObjectKey.From(value))?.Metadata;
            if (known?.Uid == value.Metadata.Uid && known?.ResourceVersion == value.Metadata.ResourceVersion)
                continue;
            changes.Add(Put(value));
        }
        return changes;
    }
}
