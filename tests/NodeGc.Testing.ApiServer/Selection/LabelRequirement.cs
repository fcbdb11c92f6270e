using System.Collections.Immutable;

namespace NodeGc.Testing.ApiServer.Selection;

/// <summary>One part of a label selector. A missing label satisfies the negative operators, as in Kubernetes.</summary>
internal sealed record LabelRequirement(string Label, LabelOperator Operator, ImmutableArray<string> Values)
{
    public bool Matches(string? actual) =>
        Operator switch
        {
            LabelOperator.In => actual is not null && Values.Contains(actual),
            LabelOperator.NotIn => actual is null || !Values.Contains(actual),
            LabelOperator.Exists => actual is not null,
            LabelOperator.DoesNotExist => actual is null,
            LabelOperator.GreaterThan => Compare(actual) > 0,
            LabelOperator.LessThan => Compare(actual) < 0,
            _ => throw new InvalidOperationException($"unknown label operator {Operator}"),
        };

    private int Compare(string? actual) =>
        long.TryParse(actual, out var left) && long.TryParse(Values[0], out var right) ? left.CompareTo(right) : 0;
}
