using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What <c>quarantine list</c> prints: what can be restored now, oldest first.</summary>
public sealed record QuarantineDocument(
    string DataRoot,
    ImmutableArray<QuarantinedDocument> Items,
    AmountDocument Total
);
