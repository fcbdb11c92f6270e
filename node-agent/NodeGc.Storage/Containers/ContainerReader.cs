using NodeGc.Collector.Inventories;
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
    public void Read() => pass.Pieces.Read(Folder, DoubtScope.Everything, () =>
    {
        if (pass.FindFolder(Folder) is not { } containers) throw new MetadataDamagedException("it is missing, so which containers exist is unknown");
        foreach (var entry in containers.Handle.List())
        {
            var name = entry.Name.ToString();
            if (LayerNames.IsHex(name)) pass.Pieces.Read(containers.At(name), DoubtScope.Everything, () => ReadContainer(containers, name));
            else pass.Findings.Add(new Leftover(LeftoverKind.UnknownName, containers.At(name), "no container has such a name; it is left alone"));
        }
    });

    private void ReadContainer(StoreFolder containers, string id)
    {
        if (containers.FindStatus(id) is not { } status) return;
        if (status.Kind != FileKind.Directory) throw new LayoutUnknownException("it is no directory but has the name of a container");
        var draft = pass.Findings.Get(ResourceKind.Container, id);
        ProtectByName(draft);
        if (containers.FindFile($"{id}/config.v2.json") is { } config)
        {
            var path = containers.At($"{id}/config.v2.json");
            pass.Pieces.Read(path, DoubtScope.Everything, () => new ContainerConfiguration(pass, draft).Read(containers.FindFile($"{id}/config.v2.json") ?? config));
            HostConfiguration.Read(draft, containers.GetFile($"{id}/hostconfig.json"));
            if (draft.IsGoing) new RemovedContainers(pass).Add(containers, draft);
        }
        else if (containers.FindFile($"{id}/{OldContainerConfiguration.File}") is { } old) ReadOld(containers, draft, old);
        else
        {
            draft.Title = $"{id[..12]} (without a configuration)";
            new HalfContainer(pass, draft).Read(containers, id);
        }
    }

    private void ReadOld(StoreFolder containers, Draft draft, byte[] config)
    {
        var path = containers.At($"{draft.Id.Name}/{OldContainerConfiguration.File}");
        pass.Pieces.Read(path, DoubtScope.Everything, () => new OldContainerConfiguration(pass, draft, layout, volumes).Read(config));
        if (containers.FindFile($"{draft.Id.Name}/hostconfig.json") is { } host) HostConfiguration.Read(draft, host);
    }

    /// <summary>Before 1.10, and in stores brought along from then, a container's directories bear its own name.</summary>
    private void ProtectByName(Draft draft)
    {
        draft.Need(pass.Directory(draft.Id.Name));
        draft.Need(pass.Directory(LayerNames.InitOf(draft.Id.Name)));
        draft.Need(new ResourceId(ResourceKind.LayerMount, draft.Id.Name));
    }
}
