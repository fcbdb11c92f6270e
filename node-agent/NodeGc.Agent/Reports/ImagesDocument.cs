using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What <c>images</c> and <c>tree</c> print.</summary>
/// <param name="Store">The store.</param>
/// <param name="Images">All images: in the order of the table or of the tree.</param>
/// <param name="TotalBytes">Allocated by all their directories, each counted once; null where one was not
/// measured.</param>
/// <param name="SharedBytes">Of these, by directories of several images.</param>
/// <param name="Doubts">What was not understood: the list may be incomplete.</param>
public sealed record ImagesDocument(
    StoreDocument Store,
    ImmutableArray<ImageDocument> Images,
    long? TotalBytes,
    long? SharedBytes,
    ImmutableArray<DoubtDocument> Doubts
);
