using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>
/// A set of fields, as a tree in the words of <c>FieldsV1</c>: <c>f:name</c> is a field, <c>k:{...}</c> an entry of a
/// map list, <c>v:...</c> a member of a set, and <c>.</c> the thing itself.
/// </summary>
internal sealed record FieldSet(bool Self, ImmutableSortedDictionary<string, FieldSet> Children)
{
    public static FieldSet Empty { get; } =
        new(false, ImmutableSortedDictionary.Create<string, FieldSet>(StringComparer.Ordinal));

    public static FieldSet Leaf { get; } = Empty with { Self = true };

    public bool IsEmpty => !Self && Children.IsEmpty;

    public FieldSet With(string name, FieldSet child) =>
        child.IsEmpty ? this : this with { Children = Children.SetItem(name, child) };

    public FieldSet Union(FieldSet other) =>
        other.Children.Aggregate(this with { Self = Self || other.Self }, (set, child) =>
            set.With(
                child.Key,
                set.Children.TryGetValue(child.Key, out var mine) ? mine.Union(child.Value) : child.Value
            )
        );

    public FieldSet Except(FieldSet other) =>
        Children.Aggregate(Empty with { Self = Self && !other.Self }, (set, child) =>
            set.With(
                child.Key,
                other.Children.TryGetValue(child.Key, out var theirs) ? child.Value.Except(theirs) : child.Value
            )
        );

    /// <summary>As <see cref="Except"/>, but a field also stays out where <paramref name="other"/> has one below it: an
    /// empty list that was applied is not gone when entries were applied to it.</summary>
    public FieldSet ExceptAround(FieldSet other) =>
        Children.Aggregate(Empty with { Self = Self && other.IsEmpty }, (set, child) =>
            set.With(
                child.Key,
                other.Children.TryGetValue(child.Key, out var theirs) ? child.Value.ExceptAround(theirs) : child.Value
            )
        );

    public FieldSet Intersect(FieldSet other) =>
        Children.Aggregate(Empty with { Self = Self && other.Self }, (set, child) =>
            other.Children.TryGetValue(child.Key, out var theirs)
                ? set.With(child.Key, child.Value.Intersect(theirs))
                : set
        );

    /// <summary>Whether both hold the same fields; records compare their dictionaries by reference.</summary>
    public bool IsSame(FieldSet other) => Except(other).IsEmpty && other.Except(this).IsEmpty;

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
        json.Where(pair => pair.Key != ".")
            .Aggregate(Empty with { Self = json.Count == 0 || json.ContainsKey(".") }, (set, pair) =>
                set.With(pair.Key, Parse((JsonObject)pair.Value!))
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
