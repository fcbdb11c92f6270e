namespace NodeGc.Collector.Marking;

/// <summary>Why a root is kept.</summary>
/// <param name="Rule">The rule's name, constant, suitable for metrics and tests.</param>
/// <param name="Basis">On what ground.</param>
/// <param name="Text">The rule's finding in this case, in plain text.</param>
public sealed record RootReason(string Rule, RootBasis Basis, string Text);
