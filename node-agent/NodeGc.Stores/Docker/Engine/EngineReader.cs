using System.Collections.Immutable;
using System.Text;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Docker;
using NodeGc.Host.Kernel;
using NodeGc.Stores.Docker.Volumes;

namespace NodeGc.Stores.Docker.Engine;

/// <summary>Reads an engine's lists. The directories that it reports for images and containers follow <c>lower</c>, so
/// they cover a whole chain.</summary>
/// <param name="findings">Collects what was found.</param>
/// <param name="client">The engine.</param>
/// <param name="names">The directories to match in its answers.</param>
/// <param name="queryBuildCache">Query the build cache even if that is slow.</param>
/// <param name="namesImages">Image names are not recorded on disk, as with the containerd image store.</param>
internal sealed class EngineReader(
    InventoryBuilder findings,
    DockerClient client,
    NameMatcher names,
    bool queryBuildCache,
    bool namesImages
)
{
    private const int Concurrency = 4;

    /// <summary>Adds images, containers, volumes and build cache. What is removed meanwhile is left out.</summary>
    /// <exception cref="DockerException">The engine does not answer completely, so that missing entries prove
    /// nothing.</exception>
    public async Task<EngineFacts> ReadAsync(string? version, CancellationToken cancellationToken)
    {
        var images = (await client.ListImagesAsync(cancellationToken)).Select(image => image.Id).Distinct().ToList();
        var details = await InspectAsync(images, client.FindImageAsync, cancellationToken);
        foreach (var image in details)
            Add(image);
        new EngineKnowledge(findings).AddImages(details);
        var containers = (await client.ListContainersAsync(cancellationToken))
            .Select(container => container.Id)
            .Distinct()
            .ToList();
        // An engine may know a container by its id without listing it; only what it does not know at all counts as
        // unknown.
        var asked = containers.Union(Going()).ToList();
        var states = await InspectAsync(asked, client.FindContainerAsync, cancellationToken);
        foreach (var container in states)
            Add(container);
        var known = (await client.ListVolumesAsync(cancellationToken)).Volumes ?? [];
        var cache = await ReadBuildCacheAsync(cancellationToken);
        findings.Add(
            new Evidence(
                EvidenceSource.Engine,
                $"{Nouns.Count(images.Count, "image")}, {Nouns.Count(containers.Count, "container")}, "
                    + $"{Nouns.Count(known.Count, "volume")}, {cache}"
            )
        );
        return new EngineFacts(version, [.. known.Select(Record)])
        {
            RunningSince = [.. from container in states where container.State.Running select container.State.StartedAt],
        };
    }

    private IEnumerable<string> Going() =>
        findings
            .Builders.Where(builder => builder is { Id.Kind: ResourceKind.Container, IsBeingRemoved: true })
            .Select(builder => builder.Id.Name);

    private static async Task<List<T>> InspectAsync<T>(
        List<string> ids,
        Func<string, CancellationToken, Task<T?>> find,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var found = new List<T>();
        foreach (var some in ids.Chunk(Concurrency))
            found.AddRange((await Task.WhenAll(some.Select(id => find(id, cancellationToken)))).OfType<T>());
        return found;
    }

    private void Add(ImageDetails image)
    {
        NeedDirectories(findings.Get(ResourceKind.Image, image.Id), image.GraphDriver);
        if (!namesImages)
            return;
        foreach (var name in image.RepoTags.Concat(image.RepoDigests))
            findings.Get(ResourceKind.ImageReference, name).Need(new ResourceId(ResourceKind.Image, image.Id));
    }

    private void Add(ContainerDetails container)
    {
        var builder = findings.Get(ResourceKind.Container, container.Id);
        builder.IsListed = true;
        builder.EngineManaged = EngineKnowledge.Find(container);
        builder.GivenName = container.Name?.TrimStart('/') ?? builder.GivenName;
        NeedDirectories(builder, container.GraphDriver);
        foreach (var mount in container.Mounts ?? [])
        {
            if (mount.Name is { Length: > 0 } name)
                builder.Need(ResourceId.Volume(name));
            if (mount.Source is { Length: > 0 } source)
                VolumeReferences.AddSource(builder, source);
        }
    }

    private void NeedDirectories(ResourceBuilder builder, GraphDriver? driver)
    {
        var found = new HashSet<ResourceId>();
        foreach (var path in driver?.Data.Values ?? [])
            names.Find(Encoding.UTF8.GetBytes(path), found);
        foreach (var id in found)
            builder.Need(id);
    }

    /// <summary>Before API 1.42 the engine would measure every volume for this; <c>snapshots.db</c> has the same
    /// data.</summary>
    private async Task<string> ReadBuildCacheAsync(CancellationToken cancellationToken)
    {
        if (
            (client.Version < new ApiVersion(1, 42) && !queryBuildCache)
            || await client.FindBuildCacheAsync(cancellationToken) is not { } cache
        )
            return "build cache not queried (before API 1.42 the engine would measure all volumes)";
        var knowledge = new EngineKnowledge(findings);
        foreach (var record in cache)
        {
            var found = new HashSet<ResourceId>();
            names.Find(Encoding.UTF8.GetBytes(record.Id), found);
            var builder = findings.Get(ResourceKind.BuildCacheRecord, record.Id);
            foreach (var id in found)
                builder.Need(id);
            knowledge.Add(builder, record);
        }
        return Nouns.Count(cache.Length, "build cache record");
    }

    private static VolumeRecord Record(VolumeDetails volume) =>
        new(volume.Name, volume.Driver, volume.Labels.ToImmutableDictionary(), volume.Options.ToImmutableDictionary());
}
