using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking.Rules;
using NodeGc.Collector.Planning;
using NodeGc.Docker;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>Asks the engine to remove what it knows, never with force: 409 means that something needs it, 404 that it
/// is gone.</summary>
internal sealed class EngineRemoval(DockerClient client)
{
    /// <summary>Removes <paramref name="item"/>.</summary>
    /// <exception cref="DockerException">The engine failed, or its answer is no proper one.</exception>
    public async Task<RemovalResult> RemoveAsync(PlanItem item, CancellationToken cancellationToken) =>
        item.Id.Kind switch
        {
            ResourceKind.Container => Of(await client.RemoveContainerAsync(item.Id.Name, cancellationToken)),
            ResourceKind.Image => Of(await client.RemoveImageAsync(item.Id.Name, cancellationToken)),
            ResourceKind.ImageReference => await RemoveNameAsync(item, cancellationToken),
            ResourceKind.Volume => Of(await client.RemoveVolumeAsync(item.Id.Name, cancellationToken)),
            ResourceKind.BuildCacheRecord => Of(await client.RemoveBuildCacheAsync(item.Id.Name, cancellationToken)),
            _ => throw new InvalidOperationException($"{item.Id} is nothing that an engine is asked to remove"),
        };

    /// <summary>A name may have been given to another image since it was judged, so it is asked once more what it
    /// stands for. The only name of an image goes with it by the image's ID: should the name be given away even now,
    /// nothing but the planned image goes.</summary>
    private async Task<RemovalResult> RemoveNameAsync(PlanItem item, CancellationToken cancellationToken)
    {
        if (await client.FindImageAsync(item.Id.Name, cancellationToken) is not { } image)
            return RemovalResult.Gone;
        if (Fingerprint.OfText(image.Id) != item.Identity)
            return RemovalResult.Changed;
        return Of(
            await client.RemoveImageAsync(IsOnlyName(item.Id.Name, image) ? image.Id : item.Id.Name, cancellationToken)
        );
    }

    private static bool IsOnlyName(string name, ImageDetails image) =>
        image.RepoTags is [var only]
        && only == name
        && image.RepoDigests.All(digest => ImageRules.RepositoryOf(digest) == ImageRules.RepositoryOf(name));

    private static RemovalResult Of(RemoveOutcome outcome) =>
        outcome is RemoveOutcome.InUse ? RemovalResult.InUse : RemovalResult.Gone;
}
