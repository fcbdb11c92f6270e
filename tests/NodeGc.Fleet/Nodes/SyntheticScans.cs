using NodeGc.Agent.Daemon;
using NodeGc.Agent.Scanning;
using NodeGc.Collector;

namespace NodeGc.Fleet.Nodes;

/// <summary>Stands for the maintenance of an agent: updates the status as often, with a filesystem whose usage changes
/// a little all the time.</summary>
internal sealed class SyntheticScans(
    SyntheticInventory inventory,
    StatusStore statusStore,
    Random random,
    TimeProvider time
) : IAgentLoop
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private const int IntervalsPerScan = 10;
    private const long LargestStep = 64L << 20;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var scan = inventory.Scan;
        for (var beat = 0; ; beat++)
        {
            statusStore.Update(status => status.WithUsage(inventory.Usage));
            if (beat % IntervalsPerScan == 0)
            {
                scan = Drift(scan);
                statusStore.Update(status => status.WithScans([scan], isReadOnly: false, time.GetUtcNow()));
            }
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private Scan Drift(Scan scan)
    {
        var step = new Bytes(random.NextInt64(LargestStep));
        return scan with { Usage = scan.Usage with { Free = scan.Usage.Free - step } };
    }
}
