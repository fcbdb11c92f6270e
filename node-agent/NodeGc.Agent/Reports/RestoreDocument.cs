using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The output of <c>restore</c>.</summary>
public sealed record RestoreDocument(ImmutableArray<OutcomeDocument> Items);
