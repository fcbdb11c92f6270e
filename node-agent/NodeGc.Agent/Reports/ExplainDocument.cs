using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What <c>explain</c> prints about one resource.</summary>
/// <param name="Resource">What it is.</param>
/// <param name="Verdict"><c>live</c>, <c>unsure</c>, <c>held</c> or <c>garbage</c>.</param>
/// <param name="Path">Its directory, relative to the data root; null for what has none.</param>
/// <param name="Bytes">Allocated bytes of its directory.</param>
/// <param name="Because">Why it stays; for garbage, what was searched in vain.</param>
/// <param name="Chain">From the resource up to what keeps it.</param>
/// <param name="Needs">What it needs itself.</param>
public sealed record ExplainDocument(
    string Resource, string Verdict, string? Path, long? Bytes, string Because, ImmutableArray<string> Chain, ImmutableArray<string> Needs);
