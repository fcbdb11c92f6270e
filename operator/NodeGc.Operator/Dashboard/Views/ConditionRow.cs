using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>A condition, and whether it is one that somebody should look at.</summary>
public sealed record ConditionRow(Condition Condition, bool IsProblem);
