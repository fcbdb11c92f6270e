using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>What to carry out.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Plan">The plan, already cut to the limits of bytes and items.</param>
/// <param name="Quarantine">How long what goes can be restored; zero = deleted at once.</param>
/// <param name="Limits">The limits; those of time and rate hold here.</param>
public sealed record SweepRequest(RunId Run, SweepPlan Plan, TimeSpan Quarantine, Limits Limits);
