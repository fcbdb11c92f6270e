using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What <c>confirm-loss</c> prints.</summary>
/// <param name="DataRoot">The store.</param>
/// <param name="Losses">The pieces of metadata.</param>
/// <param name="Released">Paths of what is kept by nothing else; a policy may collect it from now on. Empty for a
/// list.</param>
public sealed record LossReportDocument(
    string DataRoot,
    ImmutableArray<LossDocument> Losses,
    ImmutableArray<string> Released
);
