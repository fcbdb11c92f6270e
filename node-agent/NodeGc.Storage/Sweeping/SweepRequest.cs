using NodeGc.Collector;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>What to carry out.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Plan">The plan, already cut to the limits of bytes and items.</param>
/// <param name="Quarantine">How long what goes can be restored; zero = deleted at once.</param>
/// <param name="Limits">The limits; those of time and rate hold here.</param>
public sealed record SweepRequest(RunId Run, SweepPlan Plan, TimeSpan Quarantine, Limits Limits)
{
    /// <summary>Where only as much goes as is needed: why nothing more has to, once so many bytes lie in this run's
    /// quarantine; null while more has to. Asked before every few items, which then are of one class.</summary>
    public Func<Bytes, string?>? FindEnough { get; init; }
}
