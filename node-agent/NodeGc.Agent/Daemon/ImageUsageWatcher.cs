using Microsoft.Extensions.Logging;
using NodeGc.Agent.Scanning;

namespace NodeGc.Agent.Daemon;

/// <summary>Reads Docker events, so that a container that came and went between two scans still counts as a use of its
/// image.</summary>
internal sealed partial class ImageUsageWatcher(NodeStores stores, TimeProvider time, ILogger<ImageUsageWatcher> logger)
    : IAgentLoop
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>Watches all daemons until cancelled. If one is unavailable, it is retried, and events that it still
    /// remembers are read then.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var watched = new Dictionary<NodeScanner, Task>();
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (
                var scanner in List().Where(scanner => !watched.TryGetValue(scanner, out var task) || task.IsCompleted)
            )
                watched[scanner] = WatchAsync(scanner, began, cancellationToken);
            await Task.Delay(RetryAfter, time, cancellationToken);
        }
    }

    private IReadOnlyList<NodeScanner> List()
    {
        try
        {
            return stores.List();
        }
        catch (Exception failure) when (Failures.Describe(failure) is not null)
        {
            return []; // The maintenance loop reports the problem.
        }
    }

    private async Task WatchAsync(NodeScanner scanner, DateTimeOffset began, CancellationToken cancellationToken)
    {
        try
        {
            var root = scanner.Locate().DataRoot;
            if (await scanner.FindEngineAsync(cancellationToken) is not { } client)
                return;
            using var engine = client;
            var reader = new ImageUsageParser(engine);
            await foreach (
                var happened in engine.ReadEventsAsync(scanner.Uses.SeenUntil(root) ?? began, cancellationToken)
            )
                scanner.Uses.Note(
                    root,
                    await reader.FindImageAsync(happened, cancellationToken),
                    ImageUsageParser.TimeOf(happened, time.GetUtcNow())
                );
        }
        catch (Exception failure)
            when (Failures.Describe(failure) is { } described && !cancellationToken.IsCancellationRequested)
        {
            LogInterrupted(described.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Could not read Docker events; will retry: {Why}")]
    private partial void LogInterrupted(string why);
}
