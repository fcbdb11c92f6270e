using System.Collections.Immutable;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>What may prevent a cleanup from freeing space. One of the cases below; <see cref="ConditionTexts"/> turns
/// it into a condition.</summary>
internal abstract record Obstacle
{
    private Obstacle() { }

    /// <summary>Which images the cluster's workloads refer to is unknown.</summary>
    public sealed record ImagesUnknown(string Cause) : Obstacle;

    /// <param name="Nodes">The nodes that are still above <c>low</c>.</param>
    /// <param name="StopReason">Why the first of them stopped.</param>
    public sealed record TargetNotReached(ImmutableArray<string> Nodes, string? StopReason) : Obstacle;

    /// <param name="Nodes">The nodes whose kubelet acts before the cleanup.</param>
    /// <param name="Conflict">The thresholds of the first of them.</param>
    public sealed record KubeletFirst(ImmutableArray<string> Nodes, string Conflict) : Obstacle;

    public sealed record KubeletUnknown(string Node, string Cause) : Obstacle;
}
