using System.Collections.Immutable;

namespace NodeGc.Agent.Reports;

/// <summary>The output of <c>tree --layers</c>.</summary>
/// <param name="Store">The store.</param>
/// <param name="Layers">All layers, each after the one below it.</param>
/// <param name="Doubts">Problems: the list may be incomplete.</param>
public sealed record LayerTreeDocument(
    StoreDocument Store,
    ImmutableArray<LayerDocument> Layers,
    ImmutableArray<DoubtDocument> Doubts
);
