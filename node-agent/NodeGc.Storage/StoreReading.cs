using NodeGc.Collector.Inventories;
using NodeGc.Storage.BuildKit;
using NodeGc.Storage.Containers;
using NodeGc.Storage.Drivers.Overlay2;
using NodeGc.Storage.Kernel;
using NodeGc.Storage.Metadata;
using NodeGc.Storage.Reading;
using NodeGc.Storage.Volumes;

namespace NodeGc.Storage;

/// <summary>The steps of one reading, in the order that makes it safe.</summary>
internal sealed class StoreReading(ReadPass pass, StoreReaderOptions options)
{
    private readonly Overlay2Driver layers = new(pass);
    private readonly VolumeReader volumes = new(pass);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ListCandidates();
        new WriteSetReader(pass).Read();
        ReadOwners();
        await LookAgainAsync(cancellationToken);
        new KernelReader(pass.Findings, NamesToLookFor(), options.ProcRoot, options.SysRoot).Read(cancellationToken);
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
        var origin = new VolumeOrigin(pass.Findings, marksAnonymous: true);
        foreach (var record in volumes.Records.Values) origin.Add(record);
        pass.Findings.Add(new WitnessAccount(Witness.Metadata, Account()));
    }

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
