using Microsoft.Extensions.Logging;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Sweeps;
using NodeGc.Agent.Telemetry;
using NodeGc.Host.Linux;
using NodeGc.Removal.Quarantining;

namespace NodeGc.Agent.Daemon;

/// <summary>Work between orders: heartbeats for probes, scans, and the deletion of expired quarantine items.</summary>
internal sealed partial class MaintenanceLoop(
    NodeOptions options,
    NodeStores stores,
    StatusStore statusStore,
    StatusDelivery delivery,
    AgentMetrics metrics,
    TimeProvider time,
    ILogger<MaintenanceLoop> logger
) : IAgentLoop
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan MeasurementInterval = TimeSpan.FromDays(1);

    private const int HeartbeatsPerScan = 10;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var beat = 0; ; beat++)
        {
            HeartbeatFile.Touch(options.StateDirectory);
            foreach (var usage in stores.LastUsages)
                statusStore.Update(status => status.WithUsage(usage));
            if (beat % HeartbeatsPerScan == 0)
                await ScanAllAsync(cancellationToken);

            await Task.Delay(HeartbeatInterval, time, cancellationToken);
        }
    }

    private async Task ScanAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            var scans = new List<Scan>();
            foreach (var scanner in stores.List())
            {
                await ExpireQuarantineAsync(scanner, cancellationToken);
                scans.Add(await ScanAsync(scanner, cancellationToken));
            }
            statusStore.Update(status => status.WithScans(scans, options.IsReadOnly, time.GetUtcNow()));
        }
        catch (Exception absence) when (Failures.IsNoStore(absence))
        {
            statusStore.Update(status => status.WithoutStore(absence.Message, time.GetUtcNow()));
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            statusStore.Update(status =>
                status.WithFailure(Failures.ReasonOf(failure), described.Message, time.GetUtcNow())
            );
            metrics.ScanFailed(Failures.ReasonOf(failure));
            LogScanFailed(described.Message);
        }
    }

    /// <summary>Measuring walks through everything, so between orders it is done only once a day, to know disk usage
    /// without any order.</summary>
    private Task<Scan> ScanAsync(NodeScanner scanner, CancellationToken cancellationToken) =>
        scanner.LastUsage is { } last && time.GetUtcNow() - last.MeasurementTime < MeasurementInterval
            ? scanner.ScanMetadataAsync(ScanOptions.ForReports, cancellationToken)
            : scanner.ScanAsync(ScanOptions.ForReports, progress: null, cancellationToken);

    /// <summary>Deletes expired items, and reports what is left. An agent that is read-only, or whose status is
    /// rejected, deletes nothing.</summary>
    private async Task ExpireQuarantineAsync(NodeScanner scanner, CancellationToken cancellationToken)
    {
        try
        {
            var dataRoot = scanner.Locate().DataRoot;
            var expired =
                options.IsReadOnly || await FindRefusalAsync(dataRoot, cancellationToken) is not null
                    ? ExpiryReport.Nothing
                    : await new NodeSweeper(scanner, time).ExpireAsync(cancellationToken);
            var held = QuarantineListing.Read(dataRoot);
            statusStore.Update(status => status.WithQuarantine(dataRoot, held, expired));
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            LogExpiryFailed(described.Message);
        }
    }

    /// <summary>Why the server rejects the status. If something is about to be deleted, that is asked now: an idle
    /// agent may not have written for a while.</summary>
    private Task<string?> FindRefusalAsync(string dataRoot, CancellationToken cancellationToken) =>
        QuarantineListing.Read(dataRoot).Any(item => item.ExpiresAt <= time.GetUtcNow())
            ? delivery.ConfirmAsync(cancellationToken)
            : Task.FromResult(delivery.Refusal);

    [LoggerMessage(1, LogLevel.Warning, "Scan failed: {Why}")]
    private partial void LogScanFailed(string why);

    [LoggerMessage(2, LogLevel.Warning, "Could not delete expired quarantine items: {Why}")]
    private partial void LogExpiryFailed(string why);
}
