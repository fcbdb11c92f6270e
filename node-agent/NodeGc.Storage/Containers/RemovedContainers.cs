using NodeGc.Collector.Inventories;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Containers;

/// <summary>
/// Containers whose removal was interrupted. Most engines list them, and <c>docker rm</c> ends it; with the containerd
/// image store some do not know them
/// any more. Both witnesses have to agree: the configuration on disk says that it is being removed, since before the
/// engine was started, and the engine
/// that answers does not know it.
/// </summary>
internal sealed class RemovedContainers(ReadPass pass)
{
    /// <summary>Takes a container that is being removed for debris until the engine names it; one that this engine may
    /// be removing is none.</summary>
    public void Add(StoreFolder containers, Draft container)
    {
        var path = containers.At(container.Id.Name);
        if (
            pass.DaemonStartedAt is { } started
            && containers.FindStatus(container.Id.Name) is { } status
            && status.LastChanged < started
        )
            pass.AddDebris(path, $"left by the removal of container {NameOf(container)}");
    }

    /// <summary>Once the engine was asked: what it knows, or could not be asked for, keeps its folder.</summary>
    /// <param name="hasAnswered">The engine of this store told all it knows.</param>
    public void Settle(bool hasAnswered)
    {
        foreach (
            var container in pass
                .Findings.Drafts.Where(draft => draft is { Id.Kind: ResourceKind.Container, IsGoing: true })
                .ToList()
        )
        {
            var debris = new ResourceId(ResourceKind.Debris, $"containers/{container.Id.Name}");
            if (pass.Findings.Find(debris) is not null && (container.IsListed || !hasAnswered))
                container.Need(debris);
        }
    }

    /// <summary>A container's title is its name and its state.</summary>
    private static string NameOf(Draft container) =>
        container.Title[..container.Title.LastIndexOf(" (", StringComparison.Ordinal)];
}
