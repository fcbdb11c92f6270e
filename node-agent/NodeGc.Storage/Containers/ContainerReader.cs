using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Layout;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;
using NodeGc.Storage.Volumes;

namespace NodeGc.Storage.Containers;

/// <summary>Reads <c>containers/</c>: every container in any state, of any storage driver.</summary>
internal sealed class ContainerReader(ReadPass pass, StoreLayout layout, OldVolumes volumes)
{
    private const string Folder = "containers";

    /// <summary>Adds every container with its image, its layer mount and its volumes.</summary>
    public void Read() =>
        pass.Pieces.Read(
            Folder,
            Owners.Container.And(Owners.Mount),
            () =>
            {
                if (pass.FindFolder(Folder) is not { } containers)
                    throw new MetadataDamagedException("it is missing, so which containers exist is unknown");
                var entries = containers.Handle.List();
                RefuseEmptied(entries);
                foreach (var entry in entries)
                {
                    var name = entry.Name.ToString();
                    if (LayerNames.IsHex(name))
                        pass.Pieces.Read(
                            containers.At(name),
                            Owners.Container.And(Owners.Mount),
                            () => ReadContainer(containers, name),
                            Remedies.Container
                        );
                    else
                        pass.Findings.Add(
                            new Leftover(
                                LeftoverKind.UnknownName,
                                containers.At(name),
                                "no container has such a name; it is left alone"
                            )
                        );
                }
            },
            Remedies.Containers
        );

    /// <summary>Only containers have init layers, and an engine makes the layer mount a moment before it makes the
    /// container's folder. Where directories are named
    /// after containers there may be no mount, but the folder comes first.</summary>
    private void RefuseEmptied(ImmutableArray<DirectoryEntry> entries)
    {
        if (entries.Any(entry => LayerNames.IsHex(entry.Name.ToString())))
            return;
        var mounts = pass.Findings.Drafts.Count(draft =>
            draft is { Id.Kind: ResourceKind.LayerMount, IsGoing: false } && draft.Required.Any(HasNameOfInit)
        );
        var pairs = layout.HadGraph
            ? pass.Findings.Drafts.Count(draft =>
                draft.Directory is not null && HasNameOfInit(draft.Id) && HasBoth(draft.Id)
            )
            : 0;
        if (mounts == 0 && pairs > 0)
            throw new MetadataDamagedException(
                $"it is empty, but the storage driver has the init layers of {pairs} container{(pairs == 1 ? "" : "s")}"
            );
        if (mounts > 0)
            throw new MetadataDamagedException(
                $"it is empty, but layerdb/mounts has the layers of {mounts} container{(mounts == 1 ? "" : "s")}"
            )
            {
                // Before 1.10 a container's folder is the only evidence of its layers; later its layer mount names
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
            throw new LayoutUnknownException("it is no directory but has the name of a container");
        var draft = pass.Findings.Get(ResourceKind.Container, id);
        ProtectByName(draft);
        if (containers.FindFile($"{id}/config.v2.json") is { } config)
        {
            var path = containers.At($"{id}/config.v2.json");
            pass.Pieces.Read(
                path,
                OwnerOf(id),
                () => ReadConfiguration(draft, containers.FindFile($"{id}/config.v2.json") ?? config),
                Remedies.Container
            );
            var host = containers.At($"{id}/hostconfig.json");
            pass.Pieces.Read(
                host,
                DoubtScope.Volumes,
                () => HostConfiguration.Read(draft, containers.GetFile($"{id}/hostconfig.json")),
                Remedies.HostConfiguration
            );
            if (draft.IsGoing)
                new RemovedContainers(pass).Add(containers, draft);
        }
        else if (containers.FindFile($"{id}/{OldContainerConfiguration.File}") is { } old)
            ReadOld(containers, draft, old);
        else
        {
            draft.Title = $"{id[..12]} (without a configuration)";
            new HalfContainer(pass, draft).Read(containers, id);
        }
    }

    private void ReadOld(StoreFolder containers, Draft draft, byte[] config)
    {
        var path = containers.At($"{draft.Id.Name}/{OldContainerConfiguration.File}");
        pass.Pieces.Read(
            path,
            OwnerOf(draft.Id.Name),
            () => new OldContainerConfiguration(pass, draft, layout, volumes).Read(config),
            Remedies.Container
        );
        if (containers.FindFile($"{draft.Id.Name}/hostconfig.json") is { } host)
            HostConfiguration.Read(draft, host);
    }

    private void ReadConfiguration(Draft draft, byte[] config)
    {
        if (config.Length == 0)
            throw new MetadataDamagedException("it is empty");
        new ContainerConfiguration(pass, draft).Read(config);
    }

    /// <summary>The layer mount of a container names its directories, whatever its configuration says; without one,
    /// they are unknown too.</summary>
    private Ownership OwnerOf(string id) =>
        pass.Findings.Find(new ResourceId(ResourceKind.LayerMount, id)) is { } mount
        && mount.Needs.Any(need => need.Kind == ResourceKind.LayerDirectory)
            ? Owners.Container
            : Owners.Container.And(Owners.Mount);

    /// <summary>Before 1.10, and in stores brought along from then, a container's directories bear its own
    /// name.</summary>
    private void ProtectByName(Draft draft)
    {
        if (pass.Driver == DriverNames.Containerd)
            return; // Its layers are snapshots of containerd, under no directory of such a name.
        draft.Need(pass.Directory(draft.Id.Name));
        draft.Need(pass.Directory(LayerNames.InitOf(draft.Id.Name)));
        draft.Need(new ResourceId(ResourceKind.LayerMount, draft.Id.Name));
    }
}
