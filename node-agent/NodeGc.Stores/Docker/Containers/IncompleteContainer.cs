using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Containers;

/// <summary>A container directory without a configuration: an interrupted creation, or a container whose configuration
/// was lost.</summary>
internal sealed class IncompleteContainer(ReadPass pass, ResourceBuilder builder)
{
    private const string HostFile = "hostconfig.json";
    private const string Temporary = ".tmp-";

    /// <summary>
    /// The directory is created first and its files last, so without a file nothing was lost. With one, it was a
    /// container whose volumes are unknown, so volumes are in doubt.
    /// </summary>
    /// <exception cref="MetadataDamagedException">It was a container.</exception>
    public void Read(StoreFolder containers, string id)
    {
        if (containers.FindStatus(id) is null)
            return;
        pass.MetadataReader.Read(
            containers.At(id),
            Owners.Container,
            () =>
            {
                RefuseLost(containers, id);
                if (pass.DaemonStartedAt is null)
                    pass.AddDebris(containers.At(id), "a partially created container");
            },
            Remedies.IncompleteContainer
        );
        if (pass.Findings.Find(new ResourceId(ResourceKind.Debris, containers.At(id))) is null)
            pass.Findings.Add(
                new Leftover(
                    LeftoverKind.ContainerWithoutConfig,
                    containers.At(id),
                    "held until the Docker daemon is stopped, in case it is being created; otherwise its logs may "
                        + "be all that is left of a container"
                )
            );
    }

    private void RefuseLost(StoreFolder containers, string id)
    {
        if (containers.FindFile($"{id}/{HostFile}") is { } host)
            HostConfiguration.Read(builder, host);
        var file = containers
            .List(id)
            .FirstOrDefault(entry =>
                entry.Kind == FileKind.File && !entry.Name.ToString().StartsWith(Temporary, StringComparison.Ordinal)
            );
        if (file.Kind == FileKind.File && containers.FindStatus($"{id}/config.v2.json") is null)
            throw new MetadataDamagedException(
                $"it is missing beside {file.Name}, so the volumes of this container are unknown"
            )
            {
                File = "config.v2.json",
            };
    }
}
