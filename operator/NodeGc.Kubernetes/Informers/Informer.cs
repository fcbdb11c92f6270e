using System.Net;
using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Informers;

/// <summary>
/// Keeps a local copy of all objects of one kind, or of the selected ones: lists once, then watches. After a broken
/// connection it continues from the last version, and lists again if the server no longer has that version. No change
/// is lost except for intermediate states. Whatever ends a watch, it reconnects with a growing back-off until a watch
/// has lived long enough.
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

    /// <summary>How often in a row the version had expired, without a watch that lived in between.</summary>
    private int expiries;

    /// <summary>The failure that was logged last; it is not logged again until a watch has lived.</summary>
    private (KubernetesErrorKind Kind, HttpStatusCode? Status)? logged;

    public ObjectStore<T> Store { get; } = new();

    private TimeSpan MinWatchTime =>
        options.Backoff.Longest < options.WatchTime ? options.Backoff.Longest : options.WatchTime;

    /// <summary>Drops fields that are not needed before an object is cached.</summary>
    public Func<T, T> Trim { get; init; } = value => value;

    /// <summary>Called whenever a watch has ended and is about to be started again.</summary>
    public Action<WatchEnd> Restarting { get; init; } = _ => { };

    /// <summary>Whether the copy is known to be up to date: listed, and watched since. False from a broken connection
    /// on until the objects are listed again, or the watch has continued.</summary>
    public bool IsCurrent => isCurrent;

    /// <summary>Whether the objects were listed at least once; the copy may be outdated since.</summary>
    public bool HasSynced => synced.Task.IsCompletedSuccessfully;

    /// <summary>
    /// Adds a handler, before <see cref="RunAsync"/>. It is called for each change, one at a time, after the change is
    /// in the store. It must be quick and must not throw: it adds a key to a queue.
    /// </summary>
    public void Subscribe(Action<ObjectChange<T>> handler) => handlers.Add(handler);

    /// <summary>Completes once the first list is in the store and the handlers were called for it.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => synced.Task.WaitAsync(cancellationToken);

    /// <summary>Runs until cancelled, whatever fails.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListAndWatchAsync(cancellationToken);
                Restarting(WatchEnd.Completed);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Gone)
            {
                Restarting(WatchEnd.Expired);
                await RestartAsync(failure, cancellationToken);
            }
            catch (KubernetesException failure)
            {
                Restarting(WatchEnd.Failed);
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
            // However it ended: reconnecting after this long causes no load.
            if (time.GetElapsedTime(started) >= MinWatchTime)
                (failures, expiries, logged) = (0, 0, null);
        }

        // Watches that end early again and again would be a busy loop, so this counts as a failure, events or not.
        if (time.GetElapsedTime(started) < MinWatchTime)
        {
            const string Early = "the server ended the watch early";
            throw new KubernetesException(Early) { Kind = KubernetesErrorKind.Unavailable };
        }
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var list = await client.ListAsync(options.Objects, cancellationToken);
        foreach (var change in Store.ReplaceAll([.. list.Items.Select(Trim)]))
            Notify(change);
        isCurrent = true;
        synced.TrySetResult();
        return list.ResourceVersion;
    }

    // Returns when the server has ended the watch normally.
    private async Task WatchAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new WatchOptions(options.Objects, version!, length)
        {
            Opened = () => _ = ConfirmCurrentAsync(ended.Token),
        };
        try
        {
            await foreach (var change in client.WatchAsync(watch, cancellationToken))
                Apply(change);
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

    private async Task ConfirmCurrentAsync(CancellationToken ended)
    {
        await Task.Delay(options.SettleTime, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ended.IsCancellationRequested)
            isCurrent = true;
    }

    private void Apply(WatchEvent<T> change)
    {
        isCurrent = true;
        if (change is WatchEvent<T>.Stored stored)
            Notify(Store.Put(Trim(stored.Value)));
        if (change is WatchEvent<T>.Deleted deleted && Store.Remove(Trim(deleted.Value)) is { } removed)
            Notify(removed);
        version = change.ResourceVersion;
    }

    private void Notify(ObjectChange<T> change) => handlers.ForEach(handler => handler(change));

    /// <summary>
    /// The version has expired, as after a restart of the server: only a new list helps, so it is requested at once,
    /// whatever failed before. If the version of that list has expired too, it backs off.
    /// </summary>
    private async Task RestartAsync(KubernetesException failure, CancellationToken cancellationToken)
    {
        LogExpired(client.Type.Plural);
        (version, failures) = (null, expiries);
        if (expiries++ > 0)
            await BackOffAsync(failure, cancellationToken);
    }

    private async Task BackOffAsync(KubernetesException failure, CancellationToken cancellationToken)
    {
        // Changes are not seen while there is no watch.
        isCurrent = false;
        failures++;
        // A response that cannot be read may come from a newer server: start over with a list.
        if (failure.Kind == KubernetesErrorKind.Protocol || failure.Kind == KubernetesErrorKind.Invalid)
            version = null;
        var delay = options.Backoff.After(failures, random.NextDouble());
        if (failure.RetryAfter > delay)
            delay = failure.RetryAfter.Value;
        if (logged != (failure.Kind, failure.Status))
            LogBroken(client.Type.Plural, failure.Message, options.Backoff.Longest);
        logged = (failure.Kind, failure.Status);
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Watch of {Resource} expired; listing again")]
    private partial void LogExpired(string resource);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Watch of {Resource} failed: {Cause}; reconnecting with a back-off of up to {MaxDelay}"
    )]
    private partial void LogBroken(string resource, string cause, TimeSpan maxDelay);
}
