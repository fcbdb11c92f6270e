using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The output of <c>scan</c>: as JSON, or as text through <see cref="ScanText"/>.</summary>
public sealed record ScanDocument(
    StoreDocument Store,
    DateTimeOffset TakenAt,
    ImmutableArray<ClassDocument> Classes,
    DiskUsageDocument? DiskUsage,
    ImmutableArray<GarbageDocument> Garbage,
    ImmutableArray<LeftoverDocument> Leftovers,
    ImmutableArray<DoubtDocument> Doubts,
    ImmutableArray<EvidenceDocument> Evidence
);
