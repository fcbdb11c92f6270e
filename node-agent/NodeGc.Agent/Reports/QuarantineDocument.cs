using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The output of <c>quarantine list</c>: items that can be restored, oldest first.</summary>
public sealed record QuarantineDocument(
    string DataRoot,
    ImmutableArray<QuarantinedDocument> Items,
    AmountDocument Total
);
