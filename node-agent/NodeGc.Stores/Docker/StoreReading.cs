using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Kernel;
using NodeGc.Stores.Docker.BuildKit;
using NodeGc.Stores.Docker.Containers;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Docker.Engine;
using NodeGc.Stores.Docker.Graph;
using NodeGc.Stores.Docker.Guarding;
using NodeGc.Stores.Docker.Images;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Plugins;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Docker.Volumes;

namespace NodeGc.Stores.Docker;

/// <summary>The steps of one scan, in the order that makes it safe.</summary>
internal sealed class StoreReading
{
    private readonly ReadPass pass;
    private readonly StoreLayout layout;
    private readonly StoreLocation location;
    private readonly StoreReaderOptions options;
    private readonly IStorageDriver? layers;
    private readonly OldVolumes old;
    private readonly VolumeReader volumes;
    private readonly DormantStores dormant;

    public StoreReading(ReadPass pass, StoreLayout layout, StoreLocation location, StoreReaderOptions options)
    {
        (this.pass, this.layout, this.location, this.options) = (pass, layout, location, options);
        old = OldVolumes.Read(pass);
        layers = StorageDrivers.Find(pass, old);
        volumes = new VolumeReader(pass, old, layout);
        dormant = new DormantStores(pass, layout, old);
    }

    /// <returns>The engine's answers.</returns>
    public async Task<EngineFacts> RunAsync(CancellationToken cancellationToken)
    {
        ListCandidates();
        if (layers is not null)
            new WriteSetReader(pass, layers.RegisterMargin).Read();
        ReadOwners();
        await LookAgainAsync(cancellationToken);
        var names = NamesToLookFor();
        var askedAt = options.Clock.GetUtcNow();
        var kernel = new KernelReader(pass.Findings, names, options.ProcRoot, options.SysRoot);
        kernel.Read(cancellationToken);
        if (new ProcView(options.ProcRoot).FindDoubt(location.Daemon?.Pid) is { } hidden)
            pass.Findings.Add(hidden);
        var engine = await new EngineQuery(pass.Findings, location, options).AskAsync(
            pass.Driver,
            names,
            cancellationToken
        );
        AddVolumeRecords(engine);
        new RemovedContainers(pass).Settle(hasAnswered: engine.Version is not null);
        new Obstacles(pass).Find();
        DoubtHiddenContainers(engine.RunningSince.Count(since => since < askedAt), kernel.Tally.Spaces);
        DoubtChangedDaemon();
        return engine;
    }

    private void ListCandidates()
    {
        layers?.ListCandidates();
        volumes.ListCandidates();
        new ScratchReader(pass).Read();
        if (layout.FindDriver(location.ConfiguredDriver, location.ConfiguredContainerd) is not null)
            dormant.Read();
    }

    private void ReadOwners()
    {
        if (layers is not null)
            ReadImages();
        new ContainerReader(pass, layout, old).Read();
        new PluginReader(pass, layout).Read();
        volumes.ReadRecords();
        layers?.ReadNeeds();
    }

    /// <summary>An engine before 1.10 has <c>graph</c> only; a later one has <c>image</c>, and <c>graph</c> beside it
    /// where the store is older than the engine.</summary>
    private void ReadImages()
    {
        if (!layout.IsGraphEra)
            new ImageFolderReader(pass).Read();
        new GraphReader(pass, layout).Read();
        new OldRepositoryReader(pass, layout).Read();
        new BuildKitReader(pass, layout).Read();
    }

    /// <summary>Contradictions are checked last, together with the retry of what could not be read at first.</summary>
    private async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        layers?.DoubtBroken();
        var consistency = new Consistency(pass, layout);
        consistency.Check();
        if (pass.MetadataReader.HasFailures)
            await Task.Delay(options.RetryDelay, options.Clock, cancellationToken);
        consistency.Renew();
        pass.MetadataReader.Retry();
        ReportMountsWithoutContainer();
        pass.Findings.Add(new Evidence(EvidenceSource.Metadata, Account()));
    }

    private void ReportMountsWithoutContainer()
    {
        foreach (var mount in pass.Findings.Builders.Where(builder => builder.Id.Kind == ResourceKind.LayerMount))
        {
            if (pass.Findings.Find(new ResourceId(ResourceKind.Container, mount.Id.Name)) is not null)
                continue;
            var path = $"image/{pass.Driver}/layerdb/mounts/{mount.Id.Name}";
            pass.Findings.Add(
                new Leftover(
                    LeftoverKind.MountWithoutContainer,
                    path,
                    "no container has it: it may belong to a running or interrupted build"
                )
            );
        }
    }

    private void AddVolumeRecords(EngineFacts engine)
    {
        var origin = new VolumeOrigin(pass.Findings, engine.MarksAnonymousVolumes && !layout.IsGraphEra);
        foreach (var record in engine.Volumes.Concat(volumes.Records.Values))
            origin.Add(record);
    }

    /// <summary>Every container runs in its own mount namespace, and this process in another: if fewer are visible,
    /// some processes are not.</summary>
    private void DoubtHiddenContainers(int running, int spaces)
    {
        if (running == 0 || running < spaces)
            return;
        pass.Findings.Add(
            new Doubt(
                DoubtKind.KernelEvidenceMissing,
                DoubtScope.Everything,
                options.ProcRoot,
                $"The engine runs {running} containers, but only {spaces} mount namespaces are visible there, so "
                    + "mounts and open files may be missed. Run with --pid=host (hostPID: true in a pod)."
            )
        );
    }

    /// <summary>The scan is consistent only if the same daemon, or none, was running from start to end.</summary>
    private void DoubtChangedDaemon()
    {
        var now = DataRootFinder.FindDaemon(options.ProcRoot, location);
        if (location.Daemon?.IsSameAs(now) ?? now is null)
            return;
        Doubt(DoubtKind.StoreUnsettled, "The engine was started or stopped during the scan. Scan again.");
    }

    private void Doubt(DoubtKind kind, string message) =>
        pass.Findings.Add(new Doubt(kind, DoubtScope.Everything, location.DataRoot, message));

    private NameMatcher NamesToLookFor()
    {
        var names = new NameMatcher { FindMountedLayer = HostMounts.FindLayer };
        foreach (var builder in pass.Findings.Builders)
        {
            if (builder.Id.Kind == ResourceKind.Volume)
                names.AddVolume(builder.Id.Name);
            if (builder.Directory is { } data && data.Path.StartsWith(OldVolumes.Folder, StringComparison.Ordinal))
                names.AddLayer(Path.GetFileName(data.Path), builder.Id);
            if (builder.Id.Kind == ResourceKind.LayerDirectory)
                names.AddLayer(builder.Id.Name[(pass.Driver.Length + 1)..], builder.Id);
        }
        foreach (var (name, directory) in layers?.Aliases ?? [])
            names.AddLayer(name, pass.Directory(directory));
        foreach (var store in pass.Findings.Builders.Where(builder => builder.Id.Kind == ResourceKind.Store))
            names.AddStore(store.Id.Name);
        foreach (var debris in pass.Findings.Builders.Where(builder => builder.Id.Kind == ResourceKind.Debris))
            names.AddDebris(debris.Id);
        foreach (var (name, store) in dormant.Names)
            names.AddLayer(name, store);
        return names;
    }

    private string Account() =>
        string.Join(
            ", ",
            Nouns.Count(Count(ResourceKind.Layer), "layer"),
            Nouns.Count(Count(ResourceKind.LayerMount), "layer mount"),
            Nouns.Count(Count(ResourceKind.Image) + Count(ResourceKind.GraphRecord), "image"),
            Nouns.Count(Count(ResourceKind.BuildCacheRecord), "build cache record"),
            Nouns.Count(Count(ResourceKind.Container), "container"),
            Nouns.Count(volumes.Records.Count, "volume record")
        ) + (layers?.Account is { Length: > 0 } own ? $", {own}" : "");

    private int Count(ResourceKind kind) => pass.Findings.Count(kind);
}
