using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Containers;

/// <summary>
/// Containers whose removal was interrupted. Most engines list them, and <c>docker rm</c> completes it; with the
/// containerd image store some no longer know them. Both disk and engine must agree: according to its configuration it
/// has been in removal since before the engine was started, and the engine answers and does not know it.
/// </summary>
internal sealed class RemovedContainers(ReadPass pass)
{
    /// <summary>Treats a container in removal as debris until the engine lists it; one that this engine may be removing
    /// is not debris.</summary>
    public void Add(StoreFolder containers, ResourceBuilder container)
    {
        var path = containers.At(container.Id.Name);
        if (
            pass.DaemonStartedAt is { } started
            && containers.FindStatus(container.Id.Name) is { } status
            && status.LastChanged < started
        )
            pass.AddDebris(path, $"left by the interrupted removal of container {NameOf(container)}");
    }

    /// <summary>After the engine was queried: what it knows, or may know, keeps its directory.</summary>
    /// <param name="hasAnswered">The engine of this store answered completely.</param>
    public void Settle(bool hasAnswered)
    {
        foreach (
            var container in pass
                .Findings.Builders.Where(builder =>
                    builder is { Id.Kind: ResourceKind.Container, IsBeingRemoved: true }
                )
                .ToList()
        )
        {
            var debris = new ResourceId(ResourceKind.Debris, $"containers/{container.Id.Name}");
            if (pass.Findings.Find(debris) is not null && (container.IsListed || !hasAnswered))
                container.Need(debris);
        }
    }

    /// <summary>A container's title is its name and its state.</summary>
    private static string NameOf(ResourceBuilder container) =>
        container.Title[..container.Title.LastIndexOf(" (", StringComparison.Ordinal)];
}
