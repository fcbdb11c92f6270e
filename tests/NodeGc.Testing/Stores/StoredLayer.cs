namespace NodeGc.Testing.Stores;

/// <summary>A layer made by <see cref="StoreOnDisk"/>.</summary>
/// <param name="ChainId">Its identity in the layer store; empty for a directory that the layer store does not
/// know.</param>
/// <param name="DiffIds">The contents it is made of, base first.</param>
/// <param name="Directory">Its directory in the driver's home.</param>
/// <param name="ShortName">The directory's short name.</param>
public sealed record StoredLayer(string ChainId, IReadOnlyList<string> DiffIds, string Directory, string ShortName)
{
    /// <summary>The short names of all layers below, nearest first.</summary>
    public IReadOnlyList<string> Lower { get; init; } = [];
}
