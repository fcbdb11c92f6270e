using NodeGc.Testing.Stores.Engines.Drivers;
using NodeGc.Testing.Stores.Engines.Metadata;

namespace NodeGc.Testing.Stores.Engines;

/// <summary>
/// Builds the data root that an engine of any era leaves with any storage driver, and knows by that what in it is
/// alive. Directories are empty: what counts is who names them.
/// <code>
/// var store = new EngineStore("aufs", EngineEra.Docker17);
/// var top = store.Layer(store.Layer());
/// store.Container(top, ContainerState.Stopped, store.AnonymousVolume());
/// store.Orphan(top);
/// store.Finish().Tree.WriteTo(folder);
/// </code>
/// </summary>
public sealed class EngineStore
{
    private readonly TruthKeeping truth = new();
    private readonly ImageMetadata images;
    private readonly ContainerFiles containers;
    private readonly VolumeFiles volumes;
    private readonly BuildKitFiles buildKit;
    private int count;

    public EngineStore(string driver, EngineEra era)
    {
        (Driver, Era) = (DriverLayout.From(driver), era);
        images =
            era.IsGraph() ? new GraphMetadata(Tree, driver)
            : era == EngineEra.Migrated ? new MigratedMetadata(Tree, driver)
            : new LayerStoreMetadata(Tree, driver);
        (containers, volumes, buildKit) = (
            new ContainerFiles(Tree, era, driver),
            new VolumeFiles(Tree, era),
            new BuildKitFiles(Tree)
        );
        Driver.Prepare(Tree);
        images.Prepare();
        containers.Prepare();
        volumes.Prepare();
        if (era == EngineEra.BuildKit)
            buildKit.Prepare();
        Tree.Folder("tmp");
    }

    /// <summary>The storage driver.</summary>
    public DriverLayout Driver { get; }

    /// <summary>Which engine wrote it.</summary>
    public EngineEra Era { get; }

    /// <summary>What lies where.</summary>
    public StoreTree Tree { get; } = new();

    /// <summary>What is alive and what is not.</summary>
    public StoreTruth Truth => truth.ToTruth();

    /// <summary>A layer that the engine knows, with its directory.</summary>
    /// <param name="on">The one below; null = a base.</param>
    /// <param name="isBuilt">BuildKit made it, and its directory has a short name.</param>
    public EngineLayer Layer(EngineLayer? on = null, bool isBuilt = false)
    {
        var word = Next("layer");
        var name = isBuilt && !Era.IsGraph() ? EngineNames.Random(word) : EngineNames.Hex(word);
        return Register(Driver.MakeCommitted(Tree, name, on?.Directory), on, word);
    }

    /// <summary>
    /// The same content once more in a directory of its own, which nothing but what stands upon it names: what
    /// BuildKit, and the migration to 1.10, leave where a layer of equal content exists already. Before 1.10 there is
    /// no such thing.
    /// </summary>
    public EngineLayer TwinOf(EngineLayer layer)
    {
        if (Era.IsGraph())
            return layer;
        var below = layer.Directory.Below.IsEmpty ? null : layer.Directory.Below[0];
        return layer with
        {
            Directory = truth.Made(Driver.MakeCommitted(Tree, EngineNames.Hex(Next("twin")), below)),
            IsMigrated = false,
        };
    }

    /// <summary>An image of the layers up to <paramref name="top"/>; returns how others name it.</summary>
    public string Image(string? reference, EngineLayer top, string? parent = null) =>
        images.AddImage(reference, top, parent);

    /// <summary>A container upon a layer. Its image may have been removed by force: give none.</summary>
    public EngineContainer Container(
        EngineLayer on,
        ContainerState state = ContainerState.Stopped,
        string? image = null,
        params EngineVolume[] mounted
    )
    {
        var (id, directory) = MakeContainer(on);
        containers.Add(
            id,
            $"container{count}",
            image ?? (Era.IsGraph() ? on.Id : EngineNames.Digest(id)),
            state,
            mounted
        );
        foreach (var volume in mounted)
            Use(volume);
        if (state == ContainerState.Dead)
            Remove(directory.Directory);
        return directory;
    }

    /// <summary>A container whose creation failed before its configuration was written.</summary>
    public EngineContainer IncompleteContainer(EngineLayer on)
    {
        var (id, container) = MakeContainer(on);
        containers.AddHalf(id);
        return container;
    }

    /// <summary>A build step of the classic builder that runs: a layer mount without a container.</summary>
    public DriverDirectory BuildStep(EngineLayer on)
    {
        var word = Next("step");
        var directory = Own(Driver.MakeWritable(Tree, EngineNames.Hex(word), on.Directory));
        images.AddMount(EngineNames.Hex($"{word} mount"), directory, init: null, on);
        return directory;
    }

    /// <summary>A directory that nobody names.</summary>
    public DriverDirectory Orphan(EngineLayer? on = null) =>
        truth.Made(Driver.MakeCommitted(Tree, EngineNames.Hex(Next("orphan")), on?.Directory));

    /// <summary>A directory that nobody names upon another such.</summary>
    public DriverDirectory Orphan(DriverDirectory on) =>
        truth.Made(Driver.MakeCommitted(Tree, EngineNames.Hex(Next("orphan")), on));

    /// <summary>What a failed creation leaves: an init layer without its container.</summary>
    public DriverDirectory LoneInit(EngineLayer on) =>
        truth.Made(Driver.MakeWritable(Tree, EngineNames.Hex(Next("lone")) + "-init", on.Directory));

    /// <summary>A volume that a person named; up to 1.6 only the engine named volumes.</summary>
    public EngineVolume Volume(string name) =>
        Era.KeepsVolumesInVfs() ? OldVolume() : Made(new EngineVolume(name, IsAnonymous: false, IsOld: false));

    /// <summary>A volume that the engine made for a container.</summary>
    public EngineVolume AnonymousVolume() =>
        Era.KeepsVolumesInVfs()
            ? OldVolume()
            : Made(new EngineVolume(EngineNames.Hex(Next("volume")), IsAnonymous: true, IsOld: false));

    /// <summary>A volume with its data in <c>vfs/dir</c>: up to 1.6, and wherever such a store was carried
    /// on.</summary>
    public EngineVolume OldVolume()
    {
        var volume = new EngineVolume(EngineNames.Hex(Next("volume")), IsAnonymous: true, IsOld: true);
        volumes.AddOld(volume.Name);
        truth.MadeVolume(volume.Name);
        // While a record exists, its data is a volume's and no layer; and where no container uses the volume, only its
        // engine may remove it.
        truth.NotOurs(volume.Name);
        truth.NotOurs(StoreTruth.Volume(volume.Name));
        return volume;
    }

    /// <summary>A directory in <c>volumes</c> that the engine's database does not mention; since 1.7.</summary>
    public EngineVolume VolumeWithoutRecord(string name)
    {
        volumes.AddWithoutRecord(name);
        truth.MadeVolume(name);
        return new EngineVolume(name, IsAnonymous: false, IsOld: false);
    }

    /// <summary>A volume whose data lies elsewhere; since 1.10. Where nothing uses it, the engine may remove its
    /// record.</summary>
    public EngineVolume RemoteVolume(string name)
    {
        volumes.AddRemote(name);
        truth.MadeVolume(name);
        return new EngineVolume(name, IsAnonymous: false, IsOld: false);
    }

    /// <summary>The record of a bind mount: 1.3 to 1.6, and wherever such a store was carried on.</summary>
    public void BindRecord()
    {
        var id = EngineNames.Hex(Next("bind"));
        volumes.AddBind(id);
        truth.NotOurs(StoreTruth.Volume(id));
    }

    /// <summary>An image whose migration to 1.10 failed: only the graph names it.</summary>
    public EngineLayer LeftInGraph(EngineLayer on)
    {
        var word = Next("left");
        return ((MigratedMetadata)images).Leave(
            Own(Driver.MakeCommitted(Tree, EngineNames.Hex(word), on.Directory)),
            on,
            word
        );
    }

    /// <summary>A directory of BuildKit's that is written into: a cache mount, a context.</summary>
    public DriverDirectory BuildCache(DriverDirectory? on = null)
    {
        var directory = Own(Driver.MakeWritable(Tree, EngineNames.Random(Next("cache")), on));
        buildKit.AddActive(directory.Name, on?.Name);
        return directory;
    }

    /// <summary>A step of a build that was committed and not exported.</summary>
    public DriverDirectory CommittedBuildCache(DriverDirectory? on = null)
    {
        var word = Next("cache");
        var directory = Own(Driver.MakeWritable(Tree, EngineNames.Random(word), on));
        buildKit.AddCommitted(EngineNames.Random($"{word} name"), directory.Name, on?.Name);
        return directory;
    }

    /// <summary>A step of a build that was exported: the layer store knows its directory too.</summary>
    public EngineLayer ExportedBuildCache(EngineLayer? on = null)
    {
        var layer = Layer(on, isBuilt: true);
        buildKit.AddExported(EngineNames.Random(Next("export")), layer, on?.Id);
        return layer;
    }

    /// <summary>What a prune leaves of an exported step.</summary>
    public void StaleBuildRecord(EngineLayer of) => buildKit.AddStale(EngineNames.Random(Next("stale")), of);

    /// <summary>The directory of a build that has just begun: only a lease names it.</summary>
    public DriverDirectory LeasedDirectory()
    {
        var directory = Own(Driver.MakeWritable(Tree, EngineNames.Random(Next("leased")), on: null));
        buildKit.Lease(directory.Name, directory.Name);
        return directory;
    }

    /// <summary>Tells the truth of something that was laid out by hand in <see cref="Tree"/>: it is live.</summary>
    public void MarkLive(string name) => truth.Owned(name);

    /// <summary>The engine cannot tell which driver is in use: several left data.</summary>
    public void MarkDriverUnclear() => truth.IsDriverClear = false;

    /// <summary>Writes the databases and the lists of names.</summary>
    public EngineStore Finish()
    {
        images.Finish();
        volumes.Finish();
        if (Era == EngineEra.BuildKit)
            buildKit.Finish();
        return this;
    }

    /// <summary>A layer that the engine was removing when it was stopped; since 20.10. Its directory goes at the next
    /// clean stop, not by us.</summary>
    public DriverDirectory RemovingLayer()
    {
        var word = Next("removing");
        var directory = Own(Driver.MakeCommitted(Tree, EngineNames.Hex(word), on: null));
        var folder =
            $"image/{Driver.Name}/layerdb/sha256/{EngineNames.Hex($"{word} chain")}-"
            + $"{EngineNames.Hex($"{word} end")}-removing";
        Tree.File($"{folder}/cache-id", directory.Name)
            .File($"{folder}/diff", EngineNames.Digest(word))
            .File($"{folder}/size", "7");
        return directory;
    }

    /// <summary>A word that has not been given yet in this store.</summary>
    internal string Next(string word) => $"{word} {count++}";

    private (string Id, EngineContainer Container) MakeContainer(EngineLayer on)
    {
        var word = Next("container");
        var id = EngineNames.Hex(word);
        var name = Era.NamesDirectoriesAfterContainers() ? id : EngineNames.Hex($"{word} mount");
        var init = Own(Driver.MakeWritable(Tree, name + "-init", on.Directory));
        var directory = Own(Driver.MakeWritable(Tree, name, init));
        images.AddMount(id, directory, init, on);
        return (id, new EngineContainer(id, directory, init));
    }

    private EngineLayer Register(DriverDirectory directory, EngineLayer? on, string word) =>
        images.Register(Own(directory), on, word);

    private EngineVolume Made(EngineVolume volume)
    {
        volumes.Add(volume.Name, volume.IsAnonymous);
        truth.MadeVolume(volume.Name);
        return volume;
    }

    private void Use(EngineVolume volume) => truth.Owned(StoreTruth.Volume(volume.Name));

    private DriverDirectory Own(DriverDirectory directory)
    {
        truth.Made(directory);
        truth.Owned(directory);
        return directory;
    }

    private void Remove(DriverDirectory directory)
    {
        truth.Removed(directory);
        foreach (var path in Driver.PathsOf(directory))
            Tree.Remove(path);
    }
}
