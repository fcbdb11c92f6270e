using NodeGc.Collector.Inventories;
using NodeGc.Storage.BuildKit;
using NodeGc.Storage.Containers;
using NodeGc.Storage.Drivers.Overlay2;
using NodeGc.Storage.Engine;
using NodeGc.Storage.Kernel;
using NodeGc.Storage.Locating;
using NodeGc.Storage.Metadata;
using NodeGc.Storage.Plugins;
using NodeGc.Storage.Reading;
using NodeGc.Storage.Volumes;

namespace NodeGc.Storage;

/// <summary>The steps of one reading, in the order that makes it safe.</summary>
internal sealed class StoreReading(ReadPass pass, StoreLocation location, StoreReaderOptions options)
{
    private readonly Overlay2Driver layers = new(pass);
    private readonly VolumeReader volumes = new(pass);

    /// <returns>The engine's release; null while none answers.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        ListCandidates();
        new WriteSetReader(pass).Read();
        ReadOwners();
        await LookAgainAsync(cancellationToken);
        var names = NamesToLookFor();
        new KernelReader(pass.Findings, names, options.ProcRoot, options.SysRoot).Read(cancellationToken);
        var engine = await new EngineWitness(pass.Findings, location, options).AskAsync(pass.Driver, names, cancellationToken);
        AddVolumeRecords(engine);
        DoubtChangedDaemon();
        return engine.Version;
    }

    private bool KnowsDriver => pass.Driver == Overlay2Driver.Name;

    private void ListCandidates()
    {
        if (KnowsDriver) layers.ListCandidates();
        volumes.ListCandidates();
    }

    private void ReadOwners()
    {
        if (KnowsDriver) new ImageFolderReader(pass).Read();
        if (KnowsDriver) new BuildKitReader(pass).Read();
        new ContainerReader(pass).Read();
        new PluginReader(pass).Read();
        volumes.ReadRecords();
        if (KnowsDriver) layers.ReadNeeds();
    }

    /// <summary>What contradicts itself is looked at last, together with what could not be read at first.</summary>
    private async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        layers.DoubtBroken();
        new Consistency(pass).Check();
        if (pass.Pieces.HasSuspects) await Task.Delay(options.SecondLook, options.Clock, cancellationToken);
        pass.Pieces.LookAgain();
        ReportMountsWithoutContainer();
        pass.Findings.Add(new WitnessAccount(Witness.Metadata, Account()));
    }

    private void ReportMountsWithoutContainer()
    {
        foreach (var mount in pass.Findings.Drafts.Where(draft => draft.Id.Kind == ResourceKind.LayerMount))
        {
            if (pass.Findings.Find(new ResourceId(ResourceKind.Container, mount.Id.Name)) is not null) continue;
            var path = $"image/{pass.Driver}/layerdb/mounts/{mount.Id.Name}";
            pass.Findings.Add(new Leftover(LeftoverKind.MountWithoutContainer, path, "no container has it: perhaps a build that runs, perhaps one that was interrupted"));
        }
    }

    private void AddVolumeRecords(EngineFacts engine)
    {
        var origin = new VolumeOrigin(pass.Findings, engine.MarksAnonymousVolumes);
        foreach (var record in engine.Volumes.Concat(volumes.Records.Values)) origin.Add(record);
    }

    /// <summary>What a daemon wrote belongs together only if it was one daemon, or none, from beginning to end.</summary>
    private void DoubtChangedDaemon()
    {
        try
        {
            var now = DataRootFinder.FindDaemon(options.ProcRoot, location);
            if (location.Daemon?.IsSameAs(now) ?? now is null) return;
            Doubt(DoubtKind.StoreUnsettled, "The engine was started or stopped while its store was read. Read it again.");
        }
        catch (LocatingException unknown)
        {
            Doubt(DoubtKind.EngineUnreachable, unknown.Message);
        }
    }

    private void Doubt(DoubtKind kind, string message) => pass.Findings.Add(new Doubt(kind, DoubtScope.Everything, location.DataRoot, message));

    private LiveNames NamesToLookFor()
    {
        var names = new LiveNames();
        foreach (var draft in pass.Findings.Drafts)
        {
            if (draft.Id.Kind == ResourceKind.Volume) names.AddVolume(draft.Id.Name);
            if (draft.Id.Kind == ResourceKind.LayerDirectory) names.AddLayer(draft.Id.Name[(pass.Driver.Length + 1)..], draft.Id);
        }
        foreach (var name in layers.ShortNames.All)
        {
            foreach (var directory in layers.ShortNames.Find(name)) names.AddLayer(name, pass.Directory(directory));
        }
        return names;
    }

    private string Account() =>
        $"{Count(ResourceKind.Layer)} layers, {Count(ResourceKind.LayerMount)} layer mounts, {Count(ResourceKind.Image)} images, "
        + $"{Count(ResourceKind.BuildCacheRecord)} build-cache records, {Count(ResourceKind.Container)} containers, "
        + $"{volumes.Records.Count} volume records, {layers.LowerFiles} lower files, {layers.ShortNames.All.Count} short names";

    private int Count(ResourceKind kind) => pass.Findings.Count(kind);
}
