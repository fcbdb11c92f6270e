using System.Globalization;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Cluster;

/// <summary>Builds the list of workload images for an order. Pure.</summary>
internal static class ImageList
{
    /// <summary>Up to this total length, the references themselves are listed. The object of each node contains them,
    /// and should stay below 20 KB.</summary>
    public const int MaxCharacters = 4000;

    /// <summary>The list, or the hashes of many; unknown if there are too many, since with half of them the other half
    /// could be removed.</summary>
    public static ClusterImages Build(IEnumerable<string> images)
    {
        var references = images
            .Select(ImageReference.Shorten)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var characters = references.Sum(reference => (long)reference.Length);
        if (characters <= MaxCharacters && references.TrueForAll(one => one.Length <= ClusterImages.MaxLength))
            return new ClusterImages { References = [.. references] };
        return references.Count <= ImageHashes.MaxImages
            ? new ClusterImages { Hashes = ImageHashes.Write(references) }
            : ClusterImages.Unknown(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the cluster's workloads refer to {references.Count} images; an order can hold "
                        + $"{ImageHashes.MaxImages}"
                )
            );
    }
}
