using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What <c>restore</c> prints.</summary>
public sealed record RestoreDocument(ImmutableArray<OutcomeDocument> Items);
