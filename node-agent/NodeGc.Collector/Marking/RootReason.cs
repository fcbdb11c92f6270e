namespace NodeGc.Collector.Marking;

/// <summary>Why a root is kept.</summary>
/// <param name="Rule">The rule's name, constant and fit for a metric or a test.</param>
/// <param name="Basis">On what ground.</param>
/// <param name="Text">The rule's finding in this case, in a sentence for people.</param>
public sealed record RootReason(string Rule, RootBasis Basis, string Text);
