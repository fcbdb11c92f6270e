using System.Globalization;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Planning;

/// <summary>Makes of what workloads name the list that an order holds. Pure.</summary>
internal static class ImageList
{
    /// <summary>Most characters of all references together: the orders of a node have to fit into one object.</summary>
    public const int MostCharacters = 200_000;

    /// <summary>The list; unknown where it is too long, since half a list would let the other half go.</summary>
    public static ClusterImages Of(IEnumerable<string> images)
    {
        var references = images
            .Select(ImageReference.Shorten)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var characters = references.Sum(reference => (long)reference.Length);
        return
            references.Count <= ClusterImages.MaxReferences
            && characters <= MostCharacters
            && references.All(reference => reference.Length <= ClusterImages.MaxLength)
            ? new ClusterImages { References = [.. references] }
            : ClusterImages.Unknown(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the workloads of the cluster name {references.Count} images ({characters} characters), and an order has room for {ClusterImages.MaxReferences} ({MostCharacters} characters)"
                )
            );
    }
}
