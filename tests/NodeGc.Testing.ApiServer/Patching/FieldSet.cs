using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>
/// A set of fields, as a tree in the words of <c>FieldsV1</c>: <c>f:name</c> is a field, <c>k:{...}</c> an entry of a
/// map list, <c>v:...</c> a member of a set, and <c>.</c> the thing itself.
/// </summary>
/// <param name="Self">Whether the thing itself is in the set.</param>
/// <param name="Children">What is below it, by name; none of it is empty.</param>
internal sealed record FieldSet(bool Self, ImmutableArray<KeyValuePair<string, FieldSet>> Children)
{
    public static FieldSet Empty { get; } = new(false, []);

    public static FieldSet Leaf { get; } = Empty with { Self = true };

    public bool IsEmpty => !Self && Children.IsEmpty;

    /// <summary>A set with these parts, without those that are empty. Of two with the same name, the latter
    /// counts.</summary>
    public static FieldSet Create(bool self, IEnumerable<(string Name, FieldSet Fields)> parts)
    {
        var sorted = new SortedDictionary<string, FieldSet>(StringComparer.Ordinal);
        foreach (var (name, fields) in parts)
        {
            if (!fields.IsEmpty)
                sorted[name] = fields;
        }
        return sorted.Count > 0 ? new FieldSet(self, [.. sorted])
            : self ? Leaf
            : Empty;
    }

    public FieldSet? Find(string name)
    {
        var (first, end) = (0, Children.Length);
        while (first < end)
        {
            var middle = (first + end) / 2;
            var order = string.CompareOrdinal(Children[middle].Key, name);
            if (order == 0)
                return Children[middle].Value;
            (first, end) = order < 0 ? (middle + 1, end) : (first, middle);
        }
        return null;
    }

    public FieldSet Union(FieldSet other) =>
        other.IsEmpty ? this
        : IsEmpty ? other
        : Merge(other, Self || other.Self, (mine, theirs) => mine is null ? theirs
            : theirs is null ? mine
            : mine.Union(theirs));

    public FieldSet Except(FieldSet other) =>
        other.IsEmpty
            ? this
            : Merge(other, Self && !other.Self, (mine, theirs) => theirs is null ? mine : mine?.Except(theirs));

    /// <summary>As <see cref="Except"/>, but a field also stays out where <paramref name="other"/> has one below it: an
    /// empty list that was applied is not gone when entries were applied to it.</summary>
    public FieldSet ExceptAround(FieldSet other) =>
        other.IsEmpty
            ? this
            : Merge(other, self: false, (mine, theirs) => theirs is null ? mine : mine?.ExceptAround(theirs));

    public FieldSet Intersect(FieldSet other) =>
        Merge(other, Self && other.Self, (mine, theirs) => theirs is null ? null : mine?.Intersect(theirs));

    /// <summary>Whether both hold the same fields; records compare their lists by reference.</summary>
    public bool IsSame(FieldSet other) =>
        ReferenceEquals(this, other)
        || Self == other.Self
            && Children.Length == other.Children.Length
            && Children
                .Zip(other.Children)
                .All(pair => pair.First.Key == pair.Second.Key && pair.First.Value.IsSame(pair.Second.Value));

    public JsonObject ToJson()
    {
        var json = new JsonObject(
            Children.Select(child => KeyValuePair.Create(child.Key, (JsonNode?)child.Value.ToJson()))
        );
        if (Self && json.Count > 0)
            json.Insert(0, ".", new JsonObject());
        return json;
    }

    public static FieldSet Parse(JsonObject json) =>
        Create(
            json.Count == 0 || json.ContainsKey("."),
            json.Where(pair => pair.Key != ".").Select(pair => (pair.Key, Parse((JsonObject)pair.Value!)))
        );

    /// <summary>Every field in it as a path for people: <c>.spec.mode</c>,
    /// <c>.status.conditions[type="Ready"].status</c>.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        if (Self)
            yield return prefix;
        foreach (var (name, child) in Children)
        foreach (var path in child.Paths(prefix + Step(name)))
            yield return path;
    }

    // Both lists are sorted, so one pass over both is enough.
    private FieldSet Merge(FieldSet other, bool self, Func<FieldSet?, FieldSet?, FieldSet?> combine)
    {
        var merged = ImmutableArray.CreateBuilder<KeyValuePair<string, FieldSet>>(Children.Length);
        for (var (mine, theirs) = (0, 0); mine < Children.Length || theirs < other.Children.Length; )
        {
            var order =
                mine == Children.Length ? 1
                : theirs == other.Children.Length ? -1
                : string.CompareOrdinal(Children[mine].Key, other.Children[theirs].Key);
            var name = order <= 0 ? Children[mine].Key : other.Children[theirs].Key;
            var left = order <= 0 ? Children[mine++].Value : null;
            var right = order >= 0 ? other.Children[theirs++].Value : null;
            if (combine(left, right) is { IsEmpty: false } child)
                merged.Add(KeyValuePair.Create(name, child));
        }
        return merged.Count > 0 ? new FieldSet(self, merged.DrainToImmutable())
            : self ? Leaf
            : Empty;
    }

    private static string Step(string name) =>
        name[0] switch
        {
            'f' => "." + name[2..],
            'k' => $"[{string.Join(',', Keys(name[2..]))}]",
            _ => $"[={name[2..]}]",
        };

    private static IEnumerable<string> Keys(string json) =>
        ((JsonObject)JsonNode.Parse(json)!).Select(key => $"{key.Key}={key.Value?.ToJsonString()}");
}
