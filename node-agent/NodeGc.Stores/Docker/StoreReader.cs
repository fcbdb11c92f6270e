using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Docker.Engine;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker;

/// <summary>
/// Reads a data root into an inventory. It only reads, and it may run while the engine is working. The order is part of
/// the safety argument: candidates are listed first and owners read afterwards, so that whatever is created meanwhile
/// is either not a candidate or has its owner on disk.
/// </summary>
public static class StoreReader
{
    /// <summary>Reads the store, to be judged after <see cref="Adjustments.Apply"/>. What cannot be read or understood
    /// is a doubt in the inventory, not an exception.</summary>
    /// <exception cref="Linux.LinuxException">The data root itself cannot be opened.</exception>
    public static async Task<Inventory> ReadAsync(
        StoreLocation location,
        StoreReaderOptions options,
        CancellationToken cancellationToken
    )
    {
        var takenAt = options.Clock.GetUtcNow();
        using var root = StoreFolder.Open(location.DataRoot);
        var layout = StoreLayout.Read(root);
        var driver = layout.FindDriver(location.ConfiguredDriver, location.ConfiguredContainerd);
        using var pass = new ReadPass(root, driver ?? DriverNames.Overlay2, location.Daemon?.StartedAt);
        var outside =
            driver == DriverNames.Containerd && location.Daemon is { } daemon
                ? new ContainerdFinder(options.ProcRoot).FindOutside(daemon)
                : null;
        new LayoutReview(pass, layout).Review(driver, outside);
        foreach (var doubt in location.Doubts)
            pass.Findings.Add(doubt);
        var engine = await new StoreReading(pass, layout, location, options).RunAsync(cancellationToken);
        return pass.Findings.ToInventory(
            FactsOf(location, layout, pass.Driver, engine) with
            {
                Outside = outside,
            },
            takenAt
        );
    }

    private static StoreFacts FactsOf(StoreLocation location, StoreLayout layout, string driver, EngineFacts engine) =>
        new(location.DataRoot, driver, engine.Version, location.Daemon is not null || engine.IsRunning)
        {
            EngineProcess = location.Daemon is { } daemon ? $"{daemon.Pid}@{daemon.StartTicks}" : null,
            ReusesNames = layout.IsGraphEra,
        };
}
