using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The output of <c>images</c> and <c>tree</c>.</summary>
/// <param name="Store">The store.</param>
/// <param name="Images">All images, in table or tree order.</param>
/// <param name="TotalBytes">Allocated by all their directories, each counted once; null if one was not
/// measured.</param>
/// <param name="SharedBytes">Of these, bytes of directories that several images share.</param>
/// <param name="Doubts">Problems: the list may be incomplete.</param>
public sealed record ImagesDocument(
    StoreDocument Store,
    ImmutableArray<ImageDocument> Images,
    long? TotalBytes,
    long? SharedBytes,
    ImmutableArray<DoubtDocument> Doubts
);
