using System.Collections.Immutable;

namespace NodeGc.Testing.Docker;

/// <summary>
/// The check that follows every sweep: taken before, it remembers what the engine holds; afterwards each image must
/// run, each container start, and each volume hold the same bytes.
/// </summary>
public sealed class StoreCheck
{
    private readonly DockerCli docker;
    private readonly ImmutableArray<string> images;
    private readonly ImmutableArray<string> containers;
    private readonly ImmutableDictionary<string, string> volumes;

    private StoreCheck(DockerCli docker)
    {
        this.docker = docker;
        images = [.. docker.Api.ImageIds()];
        containers = [.. docker.Api.ContainerIds()];
        volumes = docker
            .Api.Volumes()
            .ToImmutableDictionary(volume => volume.Name, volume => TreeDigest.Compute(volume.Path));
    }

    public static StoreCheck Take(DockerCli docker) => new(docker);

    /// <summary>What is missing or broken now, a sentence each. Empty is the only good answer.</summary>
    /// <param name="gone">Names and IDs that were meant to be removed.</param>
    public IReadOnlyList<string> FindViolations(params IReadOnlyCollection<string> gone) =>
        [
            .. VolumeViolations(gone),
            .. Missing("image", images, docker.Api.ImageIds(), gone),
            .. Missing("container", containers, docker.Api.ContainerIds(), gone),
            .. Inspect(docker.Api.ImageIds(), new ImageCheck(docker).FindViolation),
            .. Inspect(docker.Api.ContainerIds(), new ContainerCheck(docker).FindViolation),
        ];

    private IEnumerable<string> VolumeViolations(IReadOnlyCollection<string> gone)
    {
        var now = docker.Api.Volumes().ToDictionary(volume => volume.Name, volume => TreeDigest.Compute(volume.Path));
        return volumes
            .Where(before => !gone.Contains(before.Key) && now.GetValueOrDefault(before.Key) != before.Value)
            .Select(before =>
                $"volume {before.Key}: its content is {now.GetValueOrDefault(before.Key) ?? "gone"}, was {before.Value}"
            );
    }

    private static IEnumerable<string> Missing(
        string kind,
        IEnumerable<string> before,
        IEnumerable<string> now,
        IReadOnlyCollection<string> gone
    ) => before.Except(now).Except(gone).Select(id => $"{kind} {id}: the engine no longer lists it");

    private static ImmutableArray<string> Inspect(IEnumerable<string> ids, Func<string, string?> find) =>
        [.. ids.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(find).OfType<string>()];
}
