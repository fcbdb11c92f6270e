using System.Globalization;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Cluster;

/// <summary>Builds the list of workload images for an order. Pure.</summary>
internal static class ImageList
{
    /// <summary>Maximum total length of all references: a node's orders have to fit into one object.</summary>
    public const int MaxCharacters = 200_000;

    /// <summary>The list; unknown if it is too long, since with half a list the other half could be removed.</summary>
    public static ClusterImages Build(IEnumerable<string> images)
    {
        var references = images
            .Select(ImageReference.Shorten)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var characters = references.Sum(reference => (long)reference.Length);
        return
            references.Count <= ClusterImages.MaxReferences
            && characters <= MaxCharacters
            && references.All(reference => reference.Length <= ClusterImages.MaxLength)
            ? new ClusterImages { References = [.. references] }
            : ClusterImages.Unknown(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the cluster's workloads refer to {references.Count} images ({characters} characters in total); "
                        + $"an order can hold {ClusterImages.MaxReferences} ({MaxCharacters} characters)"
                )
            );
    }
}
