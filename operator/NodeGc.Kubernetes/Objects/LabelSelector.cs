using System.Collections.Immutable;

namespace NodeGc.Kubernetes.Objects;

/// <summary><c>metav1.LabelSelector</c>: all labels and all expressions must hold; an empty one selects
/// everything.</summary>
public sealed record LabelSelector
{
    public ImmutableDictionary<string, string>? MatchLabels { get; init; }

    public ImmutableArray<LabelSelectorRequirement>? MatchExpressions { get; init; }

    /// <summary>
    /// Whether an object with these labels is selected. An invalid requirement selects nothing; use
    /// <see cref="FindProblem"/> to report it.
    /// </summary>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        labels ??= ImmutableDictionary<string, string>.Empty;
        foreach (var wanted in MatchLabels ?? ImmutableDictionary<string, string>.Empty)
        {
            if (!labels.TryGetValue(wanted.Key, out var value) || value != wanted.Value)
                return false;
        }
        foreach (var requirement in MatchExpressions ?? ImmutableArray<LabelSelectorRequirement>.Empty)
        {
            if (!requirement.Matches(labels))
                return false;
        }
        return true;
    }

    /// <summary>The first thing wrong with this selector, with the path of its field; null when it is valid.</summary>
    public string? FindProblem()
    {
        foreach (var (key, value) in (MatchLabels ?? []).OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            if (LabelSyntax.FindKeyProblem(key) is { } keyProblem)
                return $"matchLabels: {keyProblem}";
            if (LabelSyntax.FindValueProblem(value) is { } valueProblem)
                return $"matchLabels[{key}]: {valueProblem}";
        }
        return (MatchExpressions ?? [])
            .Select(
                (requirement, index) =>
                    requirement.FindProblem() is { } problem ? $"matchExpressions[{index}].{problem}" : null
            )
            .FirstOrDefault(problem => problem is not null);
    }
}
