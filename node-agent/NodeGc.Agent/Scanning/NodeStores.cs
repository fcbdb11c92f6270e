using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodeGc.Agent.State;
using NodeGc.Agent.Telemetry;
using NodeGc.Collector.Accounting;
using NodeGc.Stores.Docker.Daemons;

namespace NodeGc.Agent.Scanning;

/// <summary>The stores of this node, each with its scanner: for example one of the host's daemon and one of a daemon in
/// a container. They are located again each time.</summary>
internal sealed class NodeStores(NodeOptions options, StateDirectory state, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<(string DataRoot, bool IsOneOfSeveral), NodeScanner> scanners = [];

    /// <summary>Metrics for the duration of scans, plans and sweeps; null = none.</summary>
    public AgentMetrics? Metrics { get; init; }

    /// <summary>The options of the process.</summary>
    public NodeOptions Options => options;

    /// <summary>The data roots as located last, in the order of the options.</summary>
    public ImmutableArray<string> DataRoots { get; private set; } = [];

    /// <summary>All stores: those given in the options, else those of the running daemons.</summary>
    /// <exception cref="LocatingFailedException">There is none, or one cannot be determined.</exception>
    public ImmutableArray<NodeScanner> List()
    {
        var found = Locate(options);
        DataRoots = [.. found.Select(location => location.DataRoot)];
        var keys = found.Select(location => (location.DataRoot, IsOneOfSeveral: found.Length > 1)).ToList();
        foreach (var gone in scanners.Keys.Except(keys).ToList())
            scanners.TryRemove(gone, out _);
        return [.. keys.Select(key => scanners.GetOrAdd(key, Make))];
    }

    /// <summary>The last measurement of each store.</summary>
    public IEnumerable<StoreUsage> LastUsages =>
        scanners.Values.Select(scanner => scanner.LastUsage).OfType<StoreUsage>();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var scanner in scanners.Values)
            scanner.Dispose();
    }

    /// <summary>Locates the stores; one directory with two paths is one store. Of several data roots, those that do
    /// not exist on this node are left out.</summary>
    /// <exception cref="LocatingFailedException">There is none, or one cannot be determined.</exception>
    internal static ImmutableArray<StoreLocation> Locate(NodeOptions options)
    {
        var answers = (options.DataRoots.IsEmpty ? [null] : options.DataRoots.Select(path => (string?)path))
            .Select(path => Find(options, path))
            .ToList();
        var failures = answers.OfType<DataRootAnswer.Failed>().ToList();
        var stores = answers.OfType<DataRootAnswer.Found>().SelectMany(found => found.Stores).ToList();
        if (failures.Find(failed => failed.Failure != LocatingFailure.NoStore || stores.Count == 0) is { } failure)
            throw new LocatingFailedException(failure);
        return [.. stores.DistinctBy(location => (location.Device, location.Inode))];
    }

    private static DataRootAnswer Find(NodeOptions options, string? dataRoot) =>
        DataRootFinder.Find(
            new DataRootQuery
            {
                DataRoot = dataRoot,
                OtherDataRoots = options.DataRoots.Remove(dataRoot!),
                ProcRoot = options.ProcRoot,
                HostRoot = options.HostRoot,
            }
        );

    private NodeScanner Make((string DataRoot, bool IsOneOfSeveral) store) =>
        new(options with { DataRoots = [store.DataRoot], IsOneOfSeveral = store.IsOneOfSeveral }, state, time)
        {
            Metrics = Metrics,
        };
}
