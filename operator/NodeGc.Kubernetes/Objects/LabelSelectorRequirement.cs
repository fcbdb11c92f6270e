using System.Collections.Immutable;

namespace NodeGc.Kubernetes.Objects;

/// <summary>One expression of a <see cref="LabelSelector"/>: a key, an operator and, for the set operators,
/// values.</summary>
public sealed record LabelSelectorRequirement
{
    public required string Key { get; init; }

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    public required string Operator { get; init; }

    public ImmutableArray<string>? Values { get; init; }

    internal bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            "In" => present && (Values ?? []).Contains(value!),
            // As in the API server, a missing key is in no set.
            "NotIn" => !present || !(Values ?? []).Contains(value!),
            "Exists" => present,
            "DoesNotExist" => !present,
            _ => false,
        };
    }

    internal string? FindProblem()
    {
        var count = Values?.Length ?? 0;
        if (LabelSyntax.FindKeyProblem(Key) is { } keyProblem)
            return $"key: {keyProblem}";
        return Operator switch
        {
            "In" or "NotIn" when count == 0 => $"values: must have at least one value for operator {Operator}",
            "Exists" or "DoesNotExist" when count > 0 => $"values: must be empty for operator {Operator}",
            "In" or "NotIn" => (Values ?? [])
                .Select(LabelSyntax.FindValueProblem)
                .FirstOrDefault(found => found is not null)
                is { } problem
                ? $"values: {problem}"
                : null,
            "Exists" or "DoesNotExist" => null,
            _ => $"operator: '{Operator}' is not one of In, NotIn, Exists, DoesNotExist",
        };
    }
}
