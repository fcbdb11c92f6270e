using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubectl.CommandLine;

/// <summary>Reads a label selector as kubectl takes it with <c>-l</c>: <c>pool=build,zone!=a,gpu,!spot</c>. Sets
/// (<c>in</c>, <c>notin</c>) are left to <c>matchExpressions</c>. Pure.</summary>
internal static class SelectorText
{
    /// <summary>The selector; or what is wrong with the text.</summary>
    public static (LabelSelector? Selector, string? Problem) Parse(string text)
    {
        ImmutableArray<LabelSelectorRequirement> requirements =
        [
            .. text.Split(',', StringSplitOptions.TrimEntries).Select(Read),
        ];
        var selector = new LabelSelector { MatchExpressions = requirements };
        if (text.Contains('(', StringComparison.Ordinal))
            return (null, "sets are not supported here; create a NodeStorageRestore with matchExpressions instead");
        return selector.FindProblem() is { } problem
            ? (null, $"'{text}' is not a label selector such as pool=build,zone!=a: {problem}")
            : (selector, null);
    }

    private static LabelSelectorRequirement Read(string part)
    {
        if (part.Split("!=", 2) is [var other, var unwanted])
            return Create(other, "NotIn", unwanted);
        if (part.Split('=', 2) is [var key, var value])
            return Create(key, "In", value.StartsWith('=') ? value[1..] : value);
        return part.StartsWith('!') ? Create(part[1..], "DoesNotExist") : Create(part, "Exists");
    }

    private static LabelSelectorRequirement Create(string key, string @operator, params string[] values) =>
        new()
        {
            Key = key.Trim(),
            Operator = @operator,
            Values = values.Length == 0 ? null : [.. values.Select(value => value.Trim())],
        };
}
