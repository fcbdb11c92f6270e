using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Informers;

/// <summary>
/// Keeps a local copy of all objects of one kind: lists once, then watches, from where it was after a broken connection,
/// and lists again when the server has forgotten that far back. Nothing that happened meanwhile is lost but the steps between.
/// </summary>
public sealed partial class Informer<T>(ResourceClient<T> client, InformerOptions options, Random random, TimeProvider time, ILogger logger)
    where T : class, IKubernetesObject
{
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Action<ObjectChange<T>>> handlers = [];
    private volatile bool isCurrent;
    private string? version;
    private int failures;

    public ObjectStore<T> Store { get; } = new();

    /// <summary>Drops what nobody here reads before it is kept.</summary>
    public Func<T, T> Slim { get; init; } = value => value;

    /// <summary>Whether the first list has been read.</summary>
    public bool IsSynced => synced.Task.IsCompletedSuccessfully;

    /// <summary>Whether the copy is known to be the server's: listed, and followed since. False from a broken
    /// connection on until the server has listed again, or has taken up the watch where it was.</summary>
    public bool IsCurrent => isCurrent;

    /// <summary>
    /// Calls back for each change, one at a time, after the store has it; to be called before <see cref="RunAsync"/>.
    /// The handler must be quick and must not throw: it adds a key to a queue.
    /// </summary>
    public void Subscribe(Action<ObjectChange<T>> handler) => handlers.Add(handler);

    /// <summary>Completes once the first list is in the store and handed to the handlers.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => synced.Task.WaitAsync(cancellationToken);

    /// <summary>Runs until cancelled; no failure ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListAndWatchAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Gone)
            {
                LogExpired(client.Type.Plural);
                version = null;
                // At once the first time; a server that forgets faster than it lists is not to be pressed.
                if (failures > 0) await BackOffAsync(failure, cancellationToken);
                else failures = 1;
            }
            catch (KubernetesException failure)
            {
                await BackOffAsync(failure, cancellationToken);
            }
        }
    }

    private async Task ListAndWatchAsync(CancellationToken cancellationToken)
    {
        version ??= await ListAsync(cancellationToken);
        var length = options.WatchTime * (1 + random.NextDouble());
        var started = time.GetTimestamp();
        var events = await WatchAsync(length, cancellationToken);
        // Ending at once, again and again, would be a busy loop: it counts as a failure.
        if (events == 0 && time.GetElapsedTime(started) < TimeSpan.FromSeconds(1))
            throw new KubernetesException("the watch ended at once") { Kind = KubernetesErrorKind.Unavailable };
        failures = 0;
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var list = await client.ListAsync(options.Objects, cancellationToken);
        foreach (var change in Store.ReplaceAll([.. list.Items.Select(Slim)])) Tell(change);
        isCurrent = true;
        synced.TrySetResult();
        return list.ResourceVersion;
    }

    // The number of events until the server ended the watch in order.
    private async Task<int> WatchAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new WatchOptions(options.Objects, version!, length) { Opened = () => _ = SettleAsync(ended.Token) };
        var events = 0;
        try
        {
            await foreach (var change in client.WatchAsync(watch, cancellationToken))
            {
                Take(change);
                events++;
            }
        }
        catch (KubernetesException)
        {
            await ended.CancelAsync();
            isCurrent = false;
            throw;
        }
        finally
        {
            await ended.CancelAsync();
        }
        return events;
    }

    private async Task SettleAsync(CancellationToken ended)
    {
        await Task.Delay(options.Settling, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ended.IsCancellationRequested) isCurrent = true;
    }

    private void Take(WatchEvent<T> change)
    {
        isCurrent = true;
        if (change is WatchEvent<T>.Stored stored) Tell(Store.Put(Slim(stored.Value)));
        if (change is WatchEvent<T>.Deleted deleted) Tell(Store.Remove(Slim(deleted.Value)));
        version = change.ResourceVersion;
        failures = 0;
    }

    private void Tell(ObjectChange<T> change) => handlers.ForEach(handler => handler(change));

    private async Task BackOffAsync(KubernetesException failure, CancellationToken cancellationToken)
    {
        failures++;
        // What cannot be read may come from a newer server: a fresh list is the way to go on.
        if (failure.Kind == KubernetesErrorKind.Protocol || failure.Kind == KubernetesErrorKind.Invalid) version = null;
        var delay = options.Backoff.After(failures, random.NextDouble());
        if (failure.RetryAfter > delay) delay = failure.RetryAfter.Value;
        LogBroken(client.Type.Plural, failure.Message, delay);
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Watch of {Resource} was too far behind; listed again")]
    private partial void LogExpired(string resource);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watch of {Resource} broke: {Cause}; reconnecting in {Delay}")]
    private partial void LogBroken(string resource, string cause, TimeSpan delay);
}
