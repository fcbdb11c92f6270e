using System.Collections.Frozen;
using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Policies;

/// <summary>The images of the cluster's workloads as an order has them: by name, or by hash.</summary>
/// <param name="Names">Short references.</param>
/// <param name="Hashes">Hashes of short references.</param>
/// <param name="Problem">Why it cannot be read; null if it can.</param>
internal sealed record WorkloadImageSet(FrozenSet<string> Names, FrozenSet<uint> Hashes, string? Problem)
{
    /// <summary>References are shortened again, whoever wrote them.</summary>
    public static WorkloadImageSet From(ClusterImages images)
    {
        var hashes = images.Hashes is { } text ? ImageHashes.Read(text) : [];
        return new(
            images.References.Select(ImageReference.Shorten).ToFrozenSet(StringComparer.Ordinal),
            hashes ?? [],
            hashes is null ? "the order has hashes of images that cannot be read; upgrade operator and agent" : null
        );
    }

    /// <summary>Whether a workload uses the image that is stored under this name; some daemons keep the host of the
    /// registry in it.</summary>
    public bool Contains(string stored)
    {
        var name = ImageReference.Shorten(stored);
        return Names.Contains(name) || (Hashes.Count > 0 && Hashes.Contains(ImageHashes.Compute(name)));
    }
}
