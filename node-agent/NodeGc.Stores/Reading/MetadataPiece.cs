using NodeGc.Stores.Docker.Reading;

namespace NodeGc.Stores.Reading;

/// <summary>One piece of metadata: a file or a few that belong together.</summary>
/// <param name="Path">Its path, relative to the data root.</param>
/// <param name="Owner">What it could own.</param>
/// <param name="Read">Reads it into the findings, or throws.</param>
/// <param name="Remedy">How to fix it if it is damaged.</param>
internal sealed record MetadataPiece(string Path, Ownership Owner, Action Read, string Remedy);
