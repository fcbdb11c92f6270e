using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Removal.Sweeping;

/// <summary>What to carry out.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Plan">The plan, already reduced to the limits of bytes and items.</param>
/// <param name="Quarantine">How long removed items can be restored; zero = deleted at once.</param>
/// <param name="Limits">The limits; those of time and rate hold here.</param>
public sealed record SweepRequest(RunId Run, SweepPlan Plan, TimeSpan Quarantine, Limits Limits)
{
    /// <summary>If only as much is removed as needed: given the bytes in this run's quarantine, returns why nothing
    /// more has to be removed, or null if more has to. Called before every few items, which then are of one
    /// class.</summary>
    public Func<Bytes, string?>? FindEnough { get; init; }
}
