using System.Collections.Immutable;
using NodeGc.Agent.State;
using NodeGc.Agent.Telemetry;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Confirming;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Docker;
using NodeGc.Storage;
using NodeGc.Storage.Engine;
using NodeGc.Storage.Kernel;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Locating;
using NodeGc.Storage.Measuring;
using NodeGc.Storage.Sweeping;

namespace NodeGc.Agent.Scanning;

/// <summary>Looks at one store of this node: finds it, reads it, measures it, and remembers what it saw. Never changes
/// it.</summary>
internal sealed class NodeScanner(NodeOptions options, StateDirectory state, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile StoreUsage? usage;

    /// <summary>Told how long scans, plans and sweeps take; null = nobody.</summary>
    public AgentMetrics? Metrics { get; init; }

    /// <summary>When images were used last.</summary>
    public UseMemory Uses { get; } = new(state, time);

    /// <summary>Which lost pieces of metadata were confirmed as lost.</summary>
    public LossMemory Losses { get; } = new(state, time);

    /// <summary>Where the store is, looked up anew: an engine may have been started, stopped or moved.</summary>
    /// <exception cref="LocatingFailedException">There is none, there are several, or it cannot be told.</exception>
    public StoreLocation Locate() =>
        NodeStores.Locate(options) switch
        {
            [var only] => only,
            var several => throw LocatingFailedException.Several(several),
        };

    /// <summary>What people call the store: the data root as it was named, or as the engine names it.</summary>
    public string Name => options.DataRoots.IsEmpty ? "/var/lib/docker" : options.DataRoots[0];

    /// <summary>How long all work on this node waits for disks, in percent of the last ten seconds; null where the
    /// kernel does not tell.</summary>
    public double? FindIoPressure() => IoPressure.FindPercent(options.ProcRoot);

    /// <summary>What the last complete look measured; null before the first.</summary>
    public StoreUsage? LastUsage => usage;

    /// <summary>Connects to the engine of this store; null where none answers for it. The caller disposes of
    /// it.</summary>
    public Task<DockerClient?> FindEngineAsync(CancellationToken cancellationToken) =>
        StoreEngine.FindAsync(Locate(), ReaderOptions(Looking.ForReports), cancellationToken);

    /// <summary>A complete look: everything is read and measured, and counts as a look of the series that confirms
    /// garbage.</summary>
    /// <param name="looking">What to find out.</param>
    /// <param name="progress">Told what is being done; null = nobody listens.</param>
    /// <param name="cancellationToken">Ends the look; it then counts for nothing.</param>
    public Task<Scan> ScanAsync(Looking looking, IProgress<string>? progress, CancellationToken cancellationToken) =>
        LookAsync(looking, inventory => Measure(inventory, progress, cancellationToken), cancellationToken);

    /// <summary>A look between orders: it counts as one, but measures nothing, since walking through all volumes every
    /// few minutes would cost the node more than the answer is worth.</summary>
    public Task<Scan> LookAsync(Looking looking, CancellationToken cancellationToken) =>
        LookAsync(looking, inventory => new Measurement(inventory, SizeMemory.Empty, []), cancellationToken);

    /// <summary>Reads the store without measuring it. Of a stopped engine's store what only a running one remembers is
    /// not alive.</summary>
    public async Task<Inventory> ReadAsync(Looking looking, CancellationToken cancellationToken) =>
        Uses.Apply(
            StoppedEngine.Release(
                Losses.Apply(await StoreReader.ReadAsync(Locate(), ReaderOptions(looking), cancellationToken))
            )
        );

    /// <summary>Asks the kernel alone, directly after <paramref name="moved"/> were moved: whatever it names now is put
    /// back.</summary>
    public RecheckResult AskKernel(ImmutableArray<PlanItem> moved, CancellationToken cancellationToken) =>
        KernelWitness.Ask(moved, options.ProcRoot, cancellationToken);

    /// <summary>The host's mounts that lie in <paramref name="dataRoot"/>.</summary>
    public HostMounts HostMounts(string dataRoot) => new(options.ProcRoot, dataRoot);

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private StoreReaderOptions ReaderOptions(Looking looking) =>
        new()
        {
            ProcRoot = options.ProcRoot,
            Socket = options.Socket,
            IsSocketOfAnyStore = options.IsOneOfSeveral,
            EngineTimeout = options.EngineTimeout,
            SettleTime = looking.Settle,
            QueryBuildCache = looking.AsksForBuildCache,
            Clock = time,
        };

    private async Task<Scan> LookAsync(
        Looking looking,
        Func<Inventory, Measurement> measure,
        CancellationToken cancellationToken
    )
    {
        await one.WaitAsync(cancellationToken);
        var begun = time.GetTimestamp();
        try
        {
            var scan = Remember(measure(await ReadAsync(looking, cancellationToken)));
            Metrics?.Scanned(time.GetElapsedTime(begun));
            return scan;
        }
        finally
        {
            one.Release();
        }
    }

    private Measurement Measure(Inventory inventory, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        progress?.Report("measuring");
        var file = new SizeMemoryFile(state.SizesFile(inventory.Store.DataRoot));
        var measurement = InventoryMeter.ForThisMachine.Measure(
            inventory,
            file.Load(out _),
            cancellationToken,
            ProgressOf(progress)
        );
        file.Save(measurement.Memory);
        var (outside, fault) = MeasureOutside(inventory, cancellationToken);
        usage = UsageAccount.Of(
            measurement.Inventory,
            measurement.Places,
            DeletedFileReader.Read(inventory, options.ProcRoot, cancellationToken),
            [.. NotesOf(measurement), .. fault]
        ) with
        {
            Outside = outside,
        };
        return measurement;
    }

    private static (Extent? Extent, ImmutableArray<string> Fault) MeasureOutside(
        Inventory inventory,
        CancellationToken cancellationToken
    )
    {
        if (inventory.Store.Outside is not { } store)
            return (null, []);
        var extent = OutsideMeter.Measure(store.SeenAt, out var fault, cancellationToken);
        return (extent, fault is null ? [] : [$"{store.Path}: {fault}"]);
    }

    private static ImmutableArray<string> NotesOf(Measurement measured) =>
        [.. measured.Notes.Select(note => $"{note.Path}: {note.Message}")];

    private Scan Remember(Measurement measured)
    {
        var dataRoot = measured.Inventory.Store.DataRoot;
        var sightings = state.ReadSightings(dataRoot).Observe(measured.Inventory);
        state.WriteSightings(dataRoot, sightings);
        return new Scan(measured.Inventory, sightings, FileSystemUsage.Read(dataRoot), NotesOf(measured))
        {
            StoreUsage = usage is { } last && last.Store.DataRoot == dataRoot ? last : null,
        };
    }

    private static Progress<MeasuringProgress>? ProgressOf(IProgress<string>? progress) =>
        progress is null
            ? null
            : new(measured =>
                progress.Report($"measured {measured.Measured} of {measured.Total} directories, {measured.Size}")
            );
}
