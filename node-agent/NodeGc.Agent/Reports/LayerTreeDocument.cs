using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>What <c>tree --layers</c> prints.</summary>
/// <param name="Store">The store.</param>
/// <param name="Layers">All layers, each behind the one below it.</param>
/// <param name="Doubts">What was not understood: the list may be incomplete.</param>
public sealed record LayerTreeDocument(
    StoreDocument Store,
    ImmutableArray<LayerDocument> Layers,
    ImmutableArray<DoubtDocument> Doubts
);
