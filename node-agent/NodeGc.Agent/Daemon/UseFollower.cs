using Microsoft.Extensions.Logging;
using NodeGc.Agent.Scanning;
using NodeGc.Docker;

namespace NodeGc.Agent.Daemon;

/// <summary>Follows the engines' events, so that a container that came and went between two looks still counts as a use
/// of its image.</summary>
internal sealed partial class UseFollower(NodeStores stores, TimeProvider time, ILogger<UseFollower> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <summary>Follows all engines until cancelled. One that is away is asked again, and then tells what happened
    /// meanwhile as far as it remembers.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var followed = new Dictionary<NodeScanner, Task>();
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (
                var scanner in List().Where(scanner => !followed.TryGetValue(scanner, out var task) || task.IsCompleted)
            )
                followed[scanner] = FollowAsync(scanner, began, cancellationToken);
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
            return []; // The housekeeper tells what is wrong.
        }
    }

    private async Task FollowAsync(NodeScanner scanner, DateTimeOffset began, CancellationToken cancellationToken)
    {
        try
        {
            var root = scanner.Locate().DataRoot;
            if (await scanner.FindEngineAsync(cancellationToken) is not { } client)
                return;
            using var engine = client;
            var reader = new UseReader(engine);
            await foreach (
                var happened in engine.ReadEventsAsync(scanner.Uses.SeenUntil(root) ?? began, cancellationToken)
            )
                scanner.Uses.Note(
                    root,
                    await reader.FindImageAsync(happened, cancellationToken),
                    UseReader.TimeOf(happened, time.GetUtcNow())
                );
        }
        catch (Exception failure)
            when (Failures.Describe(failure) is { } described && !cancellationToken.IsCancellationRequested)
        {
            LogInterrupted(described.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The engine's events cannot be followed; they are asked for again: {Why}")]
    private partial void LogInterrupted(string why);
}
