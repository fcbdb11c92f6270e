using System.Collections.Immutable;

namespace NodeGc.Kubernetes.Objects;

/// <summary>Reads and replaces conditions in a list that has each type once.</summary>
public static class ConditionSet
{
    /// <summary>
    /// The list with <paramref name="wanted"/> in it, at the place of the condition of the same type or at the end.
    /// The time of the last transition is kept while the status stays the same, else it is <paramref name="now"/>.
    /// </summary>
    public static ImmutableArray<Condition> With(
        this ImmutableArray<Condition> conditions,
        Condition wanted,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (conditions.IsDefault)
            conditions = [];
        var index = IndexOf(conditions, wanted.Type);
        if (index < 0)
            return conditions.Add(wanted with { LastTransitionTime = now });
        var since = conditions[index].Status == wanted.Status ? conditions[index].LastTransitionTime : now;
        return conditions.SetItem(index, wanted with { LastTransitionTime = since });
    }

    /// <summary>The condition of this type, or null.</summary>
    public static Condition? Find(this ImmutableArray<Condition> conditions, string type) =>
        conditions.IsDefault || IndexOf(conditions, type) is var index && index < 0 ? null : conditions[index];

    /// <summary>Whether the condition of this type exists and is <c>True</c>.</summary>
    public static bool IsTrue(this ImmutableArray<Condition> conditions, string type) =>
        conditions.Find(type)?.Status == ConditionStatus.True;

    private static int IndexOf(ImmutableArray<Condition> conditions, string type)
    {
        for (var index = 0; index < conditions.Length; index++)
            if (conditions[index].Type == type)
                return index;
        return -1;
    }
}
