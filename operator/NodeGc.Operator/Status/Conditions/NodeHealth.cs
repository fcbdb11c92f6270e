using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Operator.Progress;

namespace NodeGc.Operator.Status.Conditions;

/// <summary>Whether the selected nodes are healthy. One of the cases below; <see cref="ConditionTexts"/> turns it into
/// a condition.</summary>
internal abstract record NodeHealth
{
    private NodeHealth() { }

    public sealed record Healthy : NodeHealth;

    public abstract record Problem(int Selected, ImmutableArray<string> Nodes) : NodeHealth;

    /// <summary>Agents could not verify their order.</summary>
    /// <param name="Selected">Number of selected nodes.</param>
    /// <param name="Nodes">Those that refused.</param>
    /// <param name="Cause">The first one's reason.</param>
    public sealed record Refused(int Selected, ImmutableArray<string> Nodes, string Cause) : Problem(Selected, Nodes);

    public sealed record Failed(int Selected, ImmutableArray<string> Nodes) : Problem(Selected, Nodes);

    public sealed record Unreachable(int Selected, ImmutableArray<string> Nodes) : Problem(Selected, Nodes);

    public static NodeHealth Assess(ImmutableArray<NodeProgress> nodes) =>
        FindRefused(nodes) ?? FindFailed(nodes) ?? FindUnreachable(nodes) ?? (NodeHealth)new Healthy();

    public static Problem? FindRefused(ImmutableArray<NodeProgress> nodes) =>
        nodes.Where(node => node.Report?.RefusalReason is not null).ToList() is { Count: > 0 } refused
            ? new Refused(nodes.Length, [.. refused.Select(node => node.Name)], refused[0].Report!.RefusalReason!)
            : null;

    public static Problem? FindFailed(ImmutableArray<NodeProgress> nodes) =>
        nodes.ListNames(node => node.Phase == NodePhase.Failed) is { Length: > 0 } failed
            ? new Failed(nodes.Length, failed)
            : null;

    private static Problem? FindUnreachable(ImmutableArray<NodeProgress> nodes) =>
        nodes.ListNames(node => node.Silence is not null) is { Length: > 0 } silent
            ? new Unreachable(nodes.Length, silent)
            : null;
}
