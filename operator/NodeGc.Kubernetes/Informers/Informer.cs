using System.Net;
using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Informers;

/// <summary>
/// Keeps a local copy of all objects of one kind, or of those that are selected: lists once, then watches, from where
/// it was after a
/// broken connection, and lists again when the server has forgotten that far back. Nothing that happened meanwhile is
/// lost but the
/// steps between. However watches end, the server is asked again after a growing wait until one of them lived.
/// </summary>
public sealed partial class Informer<T>(
    IObjectFeed<T> client,
    InformerOptions options,
    Random random,
    TimeProvider time,
    ILogger logger
)
    where T : class, IKubernetesObject
{
    private readonly TaskCompletionSource synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Action<ObjectChange<T>>> handlers = [];
    private volatile bool isCurrent;
    private string? version;
    private int failures;

    /// <summary>How often in a row the server had forgotten, without a watch that lived in between.</summary>
    private int expiries;

    /// <summary>What was logged last; the same again is not logged until a watch has lived.</summary>
    private (KubernetesErrorKind Kind, HttpStatusCode? Status)? complaint;

    public ObjectStore<T> Store { get; } = new();

    private TimeSpan LongEnough =>
        options.Backoff.Longest < options.WatchTime ? options.Backoff.Longest : options.WatchTime;

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
                await ForgetAsync(failure, cancellationToken);
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
        try
        {
            await WatchAsync(length, cancellationToken);
        }
        finally
        {
            // However it ended: whoever connects again after this long presses nobody.
            if (time.GetElapsedTime(started) >= LongEnough)
                (failures, expiries, complaint) = (0, 0, null);
        }

        // Ending soon in order, again and again, would be a busy loop: it counts as a failure, with or without events.
        if (time.GetElapsedTime(started) < LongEnough)
        {
            const string Early = "the server ended the watch early";
            throw new KubernetesException(Early) { Kind = KubernetesErrorKind.Unavailable };
        }
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var list = await client.ListAsync(options.Objects, cancellationToken);
        foreach (var change in Store.ReplaceAll([.. list.Items.Select(Slim)]))
            Tell(change);
        isCurrent = true;
        synced.TrySetResult();
        return list.ResourceVersion;
    }

    // Returns when the server has ended the watch in order.
    private async Task WatchAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new WatchOptions(options.Objects, version!, length) { Opened = () => _ = SettleAsync(ended.Token) };
        try
        {
            await foreach (var change in client.WatchAsync(watch, cancellationToken))
                Take(change);
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
    }

    private async Task SettleAsync(CancellationToken ended)
    {
        await Task.Delay(options.Settling, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ended.IsCancellationRequested)
            isCurrent = true;
    }

    private void Take(WatchEvent<T> change)
    {
        isCurrent = true;
        if (change is WatchEvent<T>.Stored stored)
            Tell(Store.Put(Slim(stored.Value)));
        if (change is WatchEvent<T>.Deleted deleted)
            Tell(Store.Remove(Slim(deleted.Value)));
        version = change.ResourceVersion;
    }

    private void Tell(ObjectChange<T> change) => handlers.ForEach(handler => handler(change));

    /// <summary>
    /// The server has forgotten that far back, as after a restart: only a new list tells what is now, so it is asked
    /// for at once,
    /// whatever failed before. A server that forgets what it has just listed is not pressed.
    /// </summary>
    private async Task ForgetAsync(KubernetesException failure, CancellationToken cancellationToken)
    {
        LogExpired(client.Type.Plural);
        (version, failures) = (null, expiries);
        if (expiries++ > 0)
            await BackOffAsync(failure, cancellationToken);
    }

    private async Task BackOffAsync(KubernetesException failure, CancellationToken cancellationToken)
    {
        // Whatever happens while nobody watches is not known.
        isCurrent = false;
        failures++;
        // What cannot be read may come from a newer server: a fresh list is the way to go on.
        if (failure.Kind == KubernetesErrorKind.Protocol || failure.Kind == KubernetesErrorKind.Invalid)
            version = null;
        var delay = options.Backoff.After(failures, random.NextDouble());
        if (failure.RetryAfter > delay)
            delay = failure.RetryAfter.Value;
        if (complaint != (failure.Kind, failure.Status))
            LogBroken(client.Type.Plural, failure.Message, options.Backoff.Longest);
        complaint = (failure.Kind, failure.Status);
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Watch of {Resource} was too far behind; listing again")]
    private partial void LogExpired(string resource);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Watch of {Resource} broke: {Cause}; connecting again, with waits that grow up to {Longest}"
    )]
    private partial void LogBroken(string resource, string cause, TimeSpan longest);
}
