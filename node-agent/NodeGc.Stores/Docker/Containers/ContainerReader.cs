using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Docker.Volumes;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Containers;

/// <summary>Reads <c>containers/</c>: every container in any state, of any storage driver.</summary>
internal sealed class ContainerReader(ReadPass pass, StoreLayout layout, OldVolumes volumes)
{
    private const string Folder = "containers";

    /// <summary>Adds every container with its image, its layer mount and its volumes.</summary>
    public void Read() =>
        pass.MetadataReader.Read(
            Folder,
            Owners.Container.And(Owners.Mount),
            () =>
            {
                if (pass.FindFolder(Folder) is not { } containers)
                    throw new MetadataDamagedException("it is missing, so it is unknown which containers exist");
                var entries = containers.Handle.List();
                RefuseEmptied(entries);
                foreach (var entry in entries)
                {
                    var name = entry.Name.ToString();
                    if (LayerNames.IsHex(name))
                        pass.MetadataReader.Read(
                            containers.At(name),
                            Owners.Container.And(Owners.Mount),
                            () => ReadContainer(containers, name),
                            Remedies.Container
                        );
                    else
                        pass.Findings.Add(
                            new Leftover(LeftoverKind.UnknownName, containers.At(name), "not a container name; ignored")
                        );
                }
            },
            Remedies.Containers
        );

    /// <summary>Only containers have init layers, and an engine creates the layer mount directly before the container's
    /// directory. If layer directories are named after containers there may be no mount, but the container's directory
    /// is created first.</summary>
    private void RefuseEmptied(ImmutableArray<DirectoryEntry> entries)
    {
        if (entries.Any(entry => LayerNames.IsHex(entry.Name.ToString())))
            return;
        var mounts = pass.Findings.Builders.Count(builder =>
            builder is { Id.Kind: ResourceKind.LayerMount, IsBeingRemoved: false }
            && builder.Required.Any(HasNameOfInit)
        );
        var pairs = layout.HadGraph
            ? pass.Findings.Builders.Count(builder =>
                builder.Directory is not null && HasNameOfInit(builder.Id) && HasBoth(builder.Id)
            )
            : 0;
        if (mounts == 0 && pairs > 0)
            throw new MetadataDamagedException(
                $"it is empty, but the storage driver has init layers of {Nouns.Count(pairs, "container")}"
            );
        if (mounts > 0)
            throw new MetadataDamagedException(
                $"it is empty, but layerdb/mounts has layers of {Nouns.Count(mounts, "container")}"
            )
            {
                // Before 1.10 a container's directory is the only evidence of its layers; later its layer mount names
                // them.
                Owner = layout.HadGraph ? null : Owners.Container.And(Owners.NamedByMounts),
            };
    }

    private bool HasBoth(ResourceId init) =>
        pass.Findings.Find(init with { Name = init.Name[..^LayerNames.InitOf("").Length] }) is { Directory: not null };

    private static bool HasNameOfInit(ResourceId id) =>
        id.Kind == ResourceKind.LayerDirectory && id.Name.EndsWith(LayerNames.InitOf(""), StringComparison.Ordinal);

    private void ReadContainer(StoreFolder containers, string id)
    {
        if (containers.FindStatus(id) is not { } status)
            return;
        if (status.Kind != FileKind.Directory)
            throw new LayoutUnknownException("expected a container directory, found a different file type");
        var builder = pass.Findings.Get(ResourceKind.Container, id);
        ProtectByName(builder);
        if (containers.FindFile($"{id}/config.v2.json") is { } config)
        {
            var path = containers.At($"{id}/config.v2.json");
            pass.MetadataReader.Read(
                path,
                OwnerOf(id),
                () => ReadConfiguration(builder, containers.FindFile($"{id}/config.v2.json") ?? config),
                Remedies.Container
            );
            var host = containers.At($"{id}/hostconfig.json");
            pass.MetadataReader.Read(
                host,
                DoubtScope.Volumes,
                () => HostConfiguration.Read(builder, containers.GetFile($"{id}/hostconfig.json")),
                Remedies.HostConfiguration
            );
            if (builder.IsBeingRemoved)
                new RemovedContainers(pass).Add(containers, builder);
        }
        else if (containers.FindFile($"{id}/{OldContainerConfiguration.File}") is { } old)
            ReadOld(containers, builder, old);
        else
        {
            builder.Title = $"{id[..12]} (without a configuration)";
            new IncompleteContainer(pass, builder).Read(containers, id);
        }
    }

    private void ReadOld(StoreFolder containers, ResourceBuilder builder, byte[] config)
    {
        var path = containers.At($"{builder.Id.Name}/{OldContainerConfiguration.File}");
        pass.MetadataReader.Read(
            path,
            OwnerOf(builder.Id.Name),
            () => new OldContainerConfiguration(pass, builder, layout, volumes).Read(config),
            Remedies.Container
        );
        if (containers.FindFile($"{builder.Id.Name}/hostconfig.json") is { } host)
            HostConfiguration.Read(builder, host);
    }

    private void ReadConfiguration(ResourceBuilder builder, byte[] config)
    {
        if (config.Length == 0)
            throw new MetadataDamagedException("it is empty");
        new ContainerConfiguration(pass, builder).Read(config);
    }

    /// <summary>The layer mount of a container names its directories, regardless of its configuration; without one,
    /// they are unknown too.</summary>
    private Ownership OwnerOf(string id) =>
        pass.Findings.Find(new ResourceId(ResourceKind.LayerMount, id)) is { } mount
        && mount.Needs.Any(need => need.Kind == ResourceKind.LayerDirectory)
            ? Owners.Container
            : Owners.Container.And(Owners.Mount);

    /// <summary>Before 1.10, and in stores upgraded from then, a container's directories have its own name.</summary>
    private void ProtectByName(ResourceBuilder builder)
    {
        if (pass.Driver == DriverNames.Containerd)
            return; // Its layers are snapshots of containerd, without a directory of that name.
        builder.Need(pass.Directory(builder.Id.Name));
        builder.Need(pass.Directory(LayerNames.InitOf(builder.Id.Name)));
        builder.Need(new ResourceId(ResourceKind.LayerMount, builder.Id.Name));
    }
}
