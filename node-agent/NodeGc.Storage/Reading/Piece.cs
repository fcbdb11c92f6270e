using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Reading;

/// <summary>One piece of metadata: a file or a few that belong together.</summary>
/// <param name="Path">Where, relative to the data root.</param>
/// <param name="Scope">What it could own.</param>
/// <param name="Read">Reads it into the findings, or throws.</param>
internal sealed record Piece(string Path, DoubtScope Scope, Action Read);
