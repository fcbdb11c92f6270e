using System.Collections.Immutable;

namespace NodeGc.Scenarios.Peers;

/// <summary>An image of a <see cref="ContentStore"/>; of each layer the diff, the chain and the directory, base
/// first.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="DiffIds"><c>sha256:</c> and 64 digits each.</param>
/// <param name="Chains"><c>sha256:</c> and 64 digits each.</param>
/// <param name="Directories">Names in <c>aufs/diff</c>.</param>
internal sealed record ContentImage(
    string Id,
    ImmutableArray<string> DiffIds,
    ImmutableArray<string> Chains,
    ImmutableArray<string> Directories
)
{
    /// <summary>The directories as a layer upon them lists them: the nearest first.</summary>
    public IEnumerable<string> Nearest => Directories.Reverse();

    public string Top => Directories[^1];

    /// <summary>Where the metadata of the layer at <paramref name="index"/> lies, from the base.</summary>
    public string LayerFolder(int index) => $"image/{ContentStore.Driver}/layerdb/sha256/{Chains[index][7..]}";

    /// <summary>Where its configuration lies.</summary>
    public string ConfigFile => $"image/{ContentStore.Driver}/imagedb/content/sha256/{Id}";
}
