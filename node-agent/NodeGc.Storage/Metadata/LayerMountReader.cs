using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Metadata;

/// <summary>Reads <c>layerdb/mounts</c>: the read-write directories of containers and of running builds.</summary>
internal sealed class LayerMountReader(ReadPass pass)
{
    private readonly string path = $"image/{pass.Driver}/layerdb/mounts";

    /// <summary>Adds every mount point with its directory, its init directory and the layer below.</summary>
    public void Read() => pass.Pieces.Read(path, DoubtScope.Layers, () =>
    {
        if (pass.FindFolder(path) is not { } mounts) return;
        foreach (var entry in mounts.Handle.List())
        {
            var name = entry.Name.ToString();
            if (LayerNames.IsDirectory(name)) pass.Pieces.Read(mounts.At(name), DoubtScope.Layers, () => ReadMount(mounts, name));
            else pass.Findings.Add(new Leftover(LeftoverKind.UnknownName, mounts.At(name), "no layer mount has such a name; it is left alone"));
        }
    });

    /// <summary>Protects what is named before it complains of what is not: the files are written one after the other, not atomically.</summary>
    private void ReadMount(StoreFolder mounts, string name)
    {
        if (mounts.FindStatus(name) is not { } status) return;
        if (status.Kind != FileKind.Directory) throw new LayoutUnknownException("it is no directory but has the name of a layer mount");
        var draft = pass.Findings.Get(ResourceKind.LayerMount, name);
        var mountId = mounts.FindText($"{name}/mount-id");
        var initId = mounts.FindText($"{name}/init-id");
        var parent = mounts.FindText($"{name}/parent");
        if (mountId is not null) draft.Need(pass.Directory(LayerNames.InitOf(mountId)));
        if (LayerNames.IsDirectory(mountId)) draft.Require(pass.Directory(mountId!));
        if (LayerNames.IsDirectory(initId)) draft.Require(pass.Directory(initId!));
        if (LayerNames.IsDigest(parent)) draft.Require(new ResourceId(ResourceKind.Layer, parent!));
        if (LayerNames.IsDirectory(mountId) && (parent ?? initId) is not null) pass.Stack(mountId!);
        if (LayerNames.IsDirectory(initId) && parent is not null) pass.Stack(initId!);
        if (!LayerNames.IsDirectory(mountId)) throw new MetadataDamagedException(mountId is null ? "mount-id is missing" : "mount-id names no layer directory");
        if (initId is not null && !LayerNames.IsDirectory(initId)) throw new MetadataDamagedException("init-id names no layer directory");
        if (parent is not null) LayerNames.Digested(parent, "parent");
    }
}
