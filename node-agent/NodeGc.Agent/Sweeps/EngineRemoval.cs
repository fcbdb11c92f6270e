using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Docker;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>Removes resources through the Docker API, never with force: 409 means in use, 404 already gone.</summary>
internal sealed class EngineRemoval(DockerClient client)
{
    /// <summary>Removes <paramref name="item"/>.</summary>
    /// <exception cref="DockerException">The request failed, or the response is invalid.</exception>
    public async Task<RemovalResult> RemoveAsync(PlanItem item, CancellationToken cancellationToken) =>
        item.Id.Kind switch
        {
            ResourceKind.Container => Of(await client.RemoveContainerAsync(item.Id.Name, cancellationToken)),
            ResourceKind.Image => Of(await client.RemoveImageAsync(item.Id.Name, cancellationToken)),
            ResourceKind.ImageReference => await RemoveNameAsync(item, cancellationToken),
            ResourceKind.Volume => Of(await client.RemoveVolumeAsync(item.Id.Name, cancellationToken)),
            ResourceKind.BuildCacheRecord => Of(await client.RemoveBuildCacheAsync(item.Id.Name, cancellationToken)),
            _ => throw new InvalidOperationException($"{item.Id} cannot be removed through the Docker API"),
        };

    /// <summary>A name may refer to another image since the plan was made, so it is resolved once more. If it is the
    /// only name of its image, the image is removed by its ID: should the name be moved even now, only the planned
    /// image is removed.</summary>
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
        && image.RepoDigests.All(digest => ImageNames.RepositoryOf(digest) == ImageNames.RepositoryOf(name));

    private static RemovalResult Of(RemoveOutcome outcome) =>
        outcome is RemoveOutcome.InUse ? RemovalResult.InUse : RemovalResult.Gone;
}
