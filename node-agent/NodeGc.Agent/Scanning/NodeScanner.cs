using System.Collections.Immutable;
using NodeGc.Agent.State;
using NodeGc.Agent.Telemetry;
using NodeGc.Collector;
using NodeGc.Collector.Accounting;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Docker;
using NodeGc.Host.Kernel;
using NodeGc.Host.Linux;
using NodeGc.Host.Measuring;
using NodeGc.Removal.Sweeping;
using NodeGc.Stores.Docker;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Stores.Docker.Engine;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Agent.Scanning;

/// <summary>Scans one store of this node: locates, reads and measures it, and stores the sightings. Never changes the
/// store.</summary>
internal sealed class NodeScanner(NodeOptions options, StateDirectory state, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile StoreUsage? usage;

    /// <summary>Metrics for the duration of scans, plans and sweeps; null = none.</summary>
    public AgentMetrics? Metrics { get; init; }

    /// <summary>When images were last used.</summary>
    public ImageUsageStore Uses { get; } = new(state, time);

    /// <summary>Which losses of metadata were confirmed.</summary>
    public ConfirmedLossStore Losses { get; } = new(state, time);

    /// <summary>Locates the store again each time: a daemon may have been started, stopped or moved.</summary>
    /// <exception cref="LocatingFailedException">There is none, there are several, or it cannot be
    /// determined.</exception>
    public StoreLocation Locate() =>
        NodeStores.Locate(options) switch
        {
            [var only] => only,
            var several => throw LocatingFailedException.Several(several),
        };

    /// <summary>The display name of the store: the data root as given in the options.</summary>
    public string Name => options.DataRoots.IsEmpty ? "/var/lib/docker" : options.DataRoots[0];

    /// <summary>PSI io.full avg10 of this node in percent; null if the kernel does not report it.</summary>
    public double? FindIoPressure() => IoPressure.FindPercent(options.ProcRoot);

    /// <summary>The result of the last measurement; null before the first.</summary>
    public StoreUsage? LastUsage => usage;

    /// <summary>Connects to the daemon of this store; null if none responds. The caller disposes of it.</summary>
    public Task<DockerClient?> FindEngineAsync(CancellationToken cancellationToken) =>
        StoreEngine.FindAsync(Locate(), ReaderOptions(ScanOptions.ForReports), cancellationToken);

    /// <summary>A complete scan: everything is read and measured. It counts as a confirmation scan.</summary>
    /// <param name="scanOptions">Options of the scan.</param>
    /// <param name="progress">Receives progress messages; may be null.</param>
    /// <param name="cancellationToken">Cancels the scan; it then does not count.</param>
    public Task<Scan> ScanAsync(
        ScanOptions scanOptions,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    ) => ScanAsync(scanOptions, inventory => Measure(inventory, progress, cancellationToken), cancellationToken);

    /// <summary>A scan between orders. It counts as a confirmation scan but measures nothing: walking through all
    /// volumes every few minutes would be too expensive.</summary>
    public Task<Scan> ScanMetadataAsync(ScanOptions scanOptions, CancellationToken cancellationToken) =>
        ScanAsync(scanOptions, inventory => new Measurement(inventory, SizeMemory.Empty, []), cancellationToken);

    /// <summary>Reads the store without measuring it. Scans and the checks before a removal all read it here.</summary>
    public async Task<Inventory> ReadAsync(ScanOptions scanOptions, CancellationToken cancellationToken) =>
        new Adjustments(Losses.Apply, Uses.Apply).Apply(
            await StoreReader.ReadAsync(Locate(), ReaderOptions(scanOptions), cancellationToken)
        );

    /// <summary>Checks only the kernel, directly after <paramref name="moved"/> were moved: what is in use now is
    /// restored.</summary>
    public RecheckResult AskKernel(ImmutableArray<PlanItem> moved, CancellationToken cancellationToken) =>
        KernelRecheck.Check(moved, options.ProcRoot, cancellationToken);

    /// <summary>The host's mounts inside <paramref name="dataRoot"/>.</summary>
    public HostMounts HostMounts(string dataRoot) => new(options.ProcRoot, dataRoot);

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private StoreReaderOptions ReaderOptions(ScanOptions scanOptions) =>
        new()
        {
            ProcRoot = options.ProcRoot,
            Socket = options.Socket,
            IsSocketOfAnyStore = options.IsOneOfSeveral,
            EngineTimeout = options.EngineTimeout,
            SettleTime = scanOptions.SettleTime,
            QueryBuildCache = scanOptions.QueryBuildCache,
            Clock = time,
        };

    private async Task<Scan> ScanAsync(
        ScanOptions scanOptions,
        Func<Inventory, Measurement> measure,
        CancellationToken cancellationToken
    )
    {
        await gate.WaitAsync(cancellationToken);
        var begun = time.GetTimestamp();
        try
        {
            var scan = Remember(measure(await ReadAsync(scanOptions, cancellationToken)));
            Metrics?.Scanned(time.GetElapsedTime(begun));
            return scan;
        }
        finally
        {
            gate.Release();
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
        usage = UsageAccount.Create(
            new Liveness(measurement.Inventory),
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
        var liveness = new Liveness(measured.Inventory);
        var sightings = state.ReadSightings(dataRoot).Observe(liveness);
        state.WriteSightings(dataRoot, sightings);
        return new Scan(liveness, sightings, FileSystemUsage.Read(dataRoot))
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
