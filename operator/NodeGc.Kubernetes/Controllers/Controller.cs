using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Queues;

namespace NodeGc.Kubernetes.Controllers;

/// <summary>
/// Takes keys from a queue and reconciles each until it succeeds. This is the one place where a failure of a
/// reconciliation is caught: it is logged, and the key comes again after a growing wait.
/// </summary>
public sealed partial class Controller<TKey>(
    WorkQueue<TKey> queue,
    Func<TKey, CancellationToken, Task<ReconcileResult>> reconcile,
    ILogger logger
)
    where TKey : notnull
{
    /// <summary>Works until cancelled; a reconciliation in progress sees the cancellation and ends first.</summary>
    public Task RunAsync(int workers, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(cancellationToken)));

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TKey key;
            try
            {
                key = await queue.TakeAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await ReconcileAsync(key, cancellationToken);
        }
    }

    private async Task ReconcileAsync(TKey key, CancellationToken cancellationToken)
    {
        try
        {
            var result = await reconcile(key, cancellationToken);
            queue.Forget(key);
            if (result.Again is { } delay)
                queue.AddAfter(key, delay);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop; the next leader starts from what the server holds.
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Conflict || failure.IsTransient)
        {
            LogRetried(key, failure.Message);
            queue.AddRateLimited(key, failure.RetryAfter);
        }
        catch (Exception failure)
        {
            LogFailed(key, failure);
            queue.AddRateLimited(key);
        }
        finally
        {
            queue.Complete(key);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reconciliation of {Key} was put off: {Cause}")]
    private partial void LogRetried(TKey key, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reconciliation of {Key} failed")]
    private partial void LogFailed(TKey key, Exception failure);
}
