using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The output of <c>confirm-loss</c>.</summary>
/// <param name="DataRoot">The data root.</param>
/// <param name="Losses">The pieces of lost metadata.</param>
/// <param name="Released">Paths that are kept by nothing else, so that a policy may collect them once the losses are
/// confirmed. Empty for a list.</param>
public sealed record LossReportDocument(
    string DataRoot,
    ImmutableArray<LossDocument> Losses,
    ImmutableArray<string> Released
);
