using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;

namespace NodeGc.Agent.Sweeps;

/// <summary>What the <c>when</c> of a policy makes of one store before anything is looked for.</summary>
/// <param name="When">The thresholds to go on with: high was reached, and by now only low counts; null where the policy
/// has none.</param>
internal sealed record PressureEntry(Thresholds? When)
{
    /// <summary>A policy without <c>when</c>.</summary>
    public static readonly PressureEntry Always = new((Thresholds?)null);

    /// <summary>Why it began; null without <c>when</c>.</summary>
    public string? StartReason { get; init; }

    /// <summary>Why nothing is to be done; null where it may go on.</summary>
    public string? ClosedBecause { get; init; }

    /// <summary>The policy to plan and sweep by.</summary>
    public CleanupPolicy Under(CleanupPolicy policy) => policy with { When = When };
}
