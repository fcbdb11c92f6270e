using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;

namespace NodeGc.Collector.Explaining;

/// <summary>Whose something is, and why it stays or may go.</summary>
/// <param name="Resource">What was asked about.</param>
/// <param name="Verdict">In one word.</param>
/// <param name="Reason">Why it stays; null for garbage that nothing keeps.</param>
/// <param name="Chain">From the resource up to the root that keeps it; empty for garbage.</param>
/// <param name="Needs">What it needs itself.</param>
public sealed record Explanation(
    Resource Resource, Verdict Verdict, RootReason? Reason, ImmutableArray<Resource> Chain, ImmutableArray<Resource> Needs);
