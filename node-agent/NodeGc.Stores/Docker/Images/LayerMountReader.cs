using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Images;

/// <summary>Reads <c>layerdb/mounts</c>: the read-write directories of containers and of running builds.</summary>
internal sealed class LayerMountReader(ReadPass pass)
{
    private readonly string path = $"image/{pass.Driver}/layerdb/mounts";

    /// <summary>Adds every mount point with its directory, its init directory and the layer below.</summary>
    public void Read() => pass.MetadataReader.Read(path, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(path) is not { } mounts)
                return;
            foreach (var entry in mounts.Handle.List())
            {
                var name = entry.Name.ToString();
                if (LayerNames.IsDirectory(name))
                    pass.MetadataReader.Read(
                        mounts.At(name),
                        Owners.Mount,
                        () => ReadMount(mounts, name),
                        Remedies.Mount
                    );
                else
                    pass.Findings.Add(
                        new Leftover(LeftoverKind.UnknownName, mounts.At(name), "not a layer mount name; ignored")
                    );
            }
        });

    /// <summary>Protects what is named before it reports what is missing: the files are written one after the other,
    /// not atomically.</summary>
    private void ReadMount(StoreFolder mounts, string name)
    {
        if (mounts.FindStatus(name) is not { } status)
            return;
        if (status.Kind != FileKind.Directory)
            throw new LayoutUnknownException("expected a layer mount directory, found a different file type");
        var builder = pass.Findings.Get(ResourceKind.LayerMount, name);
        var mountId = mounts.FindText($"{name}/mount-id");
        var initId = mounts.FindText($"{name}/init-id");
        var parent = mounts.FindText($"{name}/parent");
        if (mountId is not null)
            builder.Need(pass.Directory(LayerNames.InitOf(mountId)));
        if (LayerNames.IsDirectory(mountId))
            builder.Require(pass.Directory(mountId!));
        if (LayerNames.IsDirectory(initId))
            builder.Require(pass.Directory(initId!));
        if (LayerNames.IsDigest(parent))
            builder.Require(new ResourceId(ResourceKind.Layer, parent!));
        if (LayerNames.IsDirectory(mountId) && (parent ?? initId) is not null)
            pass.Stack(mountId!);
        if (LayerNames.IsDirectory(initId) && parent is not null)
            pass.Stack(initId!);
        if (IsOfNobody(mounts, name, status))
            throw Abandoned(mounts.At(name));
        if (!LayerNames.IsDirectory(mountId))
            throw MetadataDamagedException.In("mount-id", mountId, Owners.Mount);
        if (initId is not null && !LayerNames.IsDirectory(initId))
            throw MetadataDamagedException.In("init-id", initId, Owners.Mount);
        if (parent is not null && !LayerNames.IsDigest(parent))
            throw MetadataDamagedException.In("parent", parent, Owners.Image);
    }

    /// <summary>An entry is created before its files. An empty one from before the engine's start belongs to no
    /// container if none has its name: the engine does not load it, and no running build created it.</summary>
    private bool IsOfNobody(StoreFolder mounts, string name, FileStatus status) =>
        LayerNames.IsHex(name)
        && mounts.List(name).IsEmpty
        && pass.Root.FindStatus($"containers/{name}") is null
        && !(status.LastChanged >= pass.DaemonStartedAt);

    /// <summary>It may be what is left of one pair of directories. While no engine is running, it can be removed like
    /// any debris.</summary>
    private MetadataDamagedException Abandoned(string entry)
    {
        if (pass.DaemonStartedAt is null)
            pass.AddDebris(entry, "an empty layer mount without a container");
        return new MetadataDamagedException(
            "it is empty and no container has this id, so at most one read-write directory belonged to it"
        )
        {
            Owner = Owners.EmptyMount,
            MattersOnlyIfItOwns = true,
            Remedy = Remedies.EmptyMount,
        };
    }
}
