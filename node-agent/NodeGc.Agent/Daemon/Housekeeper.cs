using Microsoft.Extensions.Logging;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Sweeps;
using NodeGc.Agent.Telemetry;
using NodeGc.Api.Nodes;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.Daemon;

/// <summary>What is done between orders: the sign of life for probes, a look at the store, and the end of
/// quarantines.</summary>
internal sealed partial class Housekeeper(
    NodeOptions options,
    NodeStores stores,
    StatusBoard board,
    StatusReception reception,
    AgentMetrics metrics,
    TimeProvider time,
    ILogger<Housekeeper> logger
)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BetweenMeasurements = TimeSpan.FromDays(1);

    private const int BeatsBetweenLooks = 10;

    /// <summary>Keeps house until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var beat = 0; ; beat++)
        {
            SignOfLife.Leave(options.StateDirectory);
            foreach (var usage in stores.LastUsages)
                board.Update(status => status.WithUsage(usage));
            if (beat % BeatsBetweenLooks == 0)
                await LookAtAllAsync(cancellationToken);

            await Task.Delay(Beat, time, cancellationToken);
        }
    }

    private async Task LookAtAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            var scans = new List<Scan>();
            foreach (var scanner in stores.List())
            {
                await EndQuarantineAsync(scanner, cancellationToken);
                scans.Add(await LookAtAsync(scanner, cancellationToken));
            }
            board.Update(status => status.WithScans(scans, options.IsReadOnly, time.GetUtcNow()));
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            board.Update(status => status.WithFailure(Failures.ReasonOf(failure), described.Message, time.GetUtcNow()));
            metrics.LookFailed(Failures.ReasonOf(failure));
            LogLookFailed(described.Message);
        }
    }

    /// <summary>Measuring walks through everything, so between orders it is done once a day: the usage is known
    /// although nobody has given an order.</summary>
    private Task<Scan> LookAtAsync(NodeScanner scanner, CancellationToken cancellationToken) =>
        scanner.LastUsage is { } last && time.GetUtcNow() - last.MeasurementTime < BetweenMeasurements
            ? scanner.LookAsync(Looking.ForReports, cancellationToken)
            : scanner.ScanAsync(Looking.ForReports, progress: null, cancellationToken);

    /// <summary>Deletes what has expired, and reports what is left. An agent that is read-only, or whose reports are
    /// refused, deletes nothing.</summary>
    private async Task EndQuarantineAsync(NodeScanner scanner, CancellationToken cancellationToken)
    {
        try
        {
            var expired =
                options.IsReadOnly || reception.Refusal is not null
                    ? ExpiryReport.Nothing
                    : await new NodeSweeper(scanner, time).ExpireAsync(cancellationToken);
            var dataRoot = scanner.Locate().DataRoot;
            var held = QuarantineListing.Read(dataRoot);
            board.Update(status => status.WithQuarantine(dataRoot, held, expired));
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            LogExpiryFailed(described.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The store could not be looked at: {Why}")]
    private partial void LogLookFailed(string why);

    [LoggerMessage(2, LogLevel.Warning, "Expired quarantines could not be deleted: {Why}")]
    private partial void LogExpiryFailed(string why);
}
