using Microsoft.Extensions.Logging;
using NodeGc.Agent.Scanning;
using NodeGc.Agent.State;
using NodeGc.Agent.Sweeps;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>What is done between orders: the sign of life for probes, a look at the store, and the end of quarantines.</summary>
internal sealed partial class Housekeeper(
    NodeOptions options, NodeScanner scanner, NodeSweeper sweeper, StatusBoard board, TimeProvider time, ILogger<Housekeeper> logger)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    private const int BeatsBetweenLooks = 10;

    /// <summary>Keeps house until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var beat = 0; ; beat++)
        {
            SignOfLife.Leave(options.StateDirectory);
            board.Update(status => status.WithGap(scanner.LastGap));
            if (beat % BeatsBetweenLooks == 0)
            {
                if (!options.IsReadOnly) await EndQuarantinesAsync(cancellationToken);
                await LookAsync(cancellationToken);
            }

            await Task.Delay(Beat, time, cancellationToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var scan = await scanner.LookAsync(SettleTime.ForReports, cancellationToken);
            board.Update(status => status.WithScan(scan, options.IsReadOnly, time.GetUtcNow()));
        }
        catch (Exception failure) when (Failures.Describe(failure) is { } described)
        {
            board.Update(status => status.WithFailure(Failures.ReasonOf(failure), described.Message, time.GetUtcNow()));
            LogLookFailed(described.Message);
        }
    }

    private async Task EndQuarantinesAsync(CancellationToken cancellationToken)
    {
        try
        {
            await sweeper.ExpireAsync(cancellationToken);
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
