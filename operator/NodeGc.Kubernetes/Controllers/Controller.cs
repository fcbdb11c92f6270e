using Microsoft.Extensions.Logging;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Queues;

namespace NodeGc.Kubernetes.Controllers;

/// <summary>
/// Takes keys from a queue and reconciles each until it succeeds. This is the one place where failures of
/// reconciliations are caught: they are logged, and the key is retried with a back-off.
/// </summary>
public sealed partial class Controller<TKey>(
    WorkQueue<TKey> queue,
    Func<TKey, CancellationToken, Task<ReconcileResult>> reconcile,
    ILogger logger
)
    where TKey : notnull
{
    /// <summary>Runs until cancelled; waits for reconciliations in progress, which see the cancellation.</summary>
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
            if (result.RequeueAfter is { } delay)
                queue.AddAfter(key, delay);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping; the next leader starts from the state in the API server.
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Reconciliation of {Key} was postponed: {Cause}")]
    private partial void LogRetried(TKey key, string cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reconciliation of {Key} failed")]
    private partial void LogFailed(TKey key, Exception failure);
}
