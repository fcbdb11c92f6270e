using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Stores.Docker.Reading;

namespace NodeGc.Stores.Docker.Images;

/// <summary>
/// The identity of a layer including all layers below it. Source: OCI image specification, <c>config.md</c>, "Layer
/// ChainID". All values are <c>sha256:</c> and 64 hexadecimal digits.
/// </summary>
internal static class ChainIds
{
    /// <summary>The chain id of the layer <paramref name="diffId"/> on top of <paramref name="parent"/>; null = base
    /// layer.</summary>
    public static string On(string? parent, string diffId) =>
        parent is null
            ? diffId
            : LayerNames.DigestOf(
                Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{parent} {diffId}")))
            );

    /// <summary>The chain ids of an image's layers, base first.</summary>
    public static ImmutableArray<string> Compute(IEnumerable<string> diffIds)
    {
        string? parent = null;
        return [.. diffIds.Select(diffId => parent = On(parent, diffId))];
    }
}
