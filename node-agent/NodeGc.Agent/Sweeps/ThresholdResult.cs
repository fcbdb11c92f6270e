using NodeGc.Collector.Policies;
using NodeGc.Collector.Pressure;

namespace NodeGc.Agent.Sweeps;

/// <summary>The result of checking the <c>when</c> of a policy against one store.</summary>
/// <param name="When">The thresholds for the rest of the run: high was reached, so only low still matters; null if the
/// policy has none.</param>
internal sealed record ThresholdResult(Thresholds? When)
{
    /// <summary>A policy without <c>when</c>.</summary>
    public static readonly ThresholdResult Always = new((Thresholds?)null);

    /// <summary>Why the run starts; null without <c>when</c>.</summary>
    public string? StartReason { get; init; }

    /// <summary>Why the store is skipped; null if the run continues.</summary>
    public string? SkipReason { get; init; }

    /// <summary>The policy to plan and sweep with.</summary>
    public CleanupPolicy ApplyTo(CleanupPolicy policy) => policy with { When = When };
}
