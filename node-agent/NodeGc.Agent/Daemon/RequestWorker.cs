using Microsoft.Extensions.Logging;
using NodeGc.Agent.Requests;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Answers the requests in the node's spec, one at a time, beside the orders.</summary>
internal sealed partial class RequestWorker(
    RequestRunner runner,
    IUsageReader figures,
    StatusStore statusStore,
    TimeProvider time,
    ILogger<RequestWorker> logger
) : IAgentLoop, IDisposable
{
    /// <summary>Outputs become too old without a change of the spec.</summary>
    private static readonly TimeSpan IdlePollInterval = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim changes = new(0, 1);
    private volatile NodeStorage? latest;

    /// <summary>Sets the current NodeStorage of the node; null = there is none, and so no requests.</summary>
    public void SetStorage(NodeStorage? storage)
    {
        latest = storage;
        Clean();
        if (changes.CurrentCount == 0)
            changes.Release();
    }

    /// <summary>Answers requests until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (RequestSelection.FindNext(latest?.Spec, statusStore.Current) is { } request)
            {
                var answer = await runner.AnswerAsync(request, cancellationToken);
                // What a restore changes is shown together with its answer.
                var update = request.Restore is null ? null : figures.Read();
                statusStore.Update(status => (update?.Invoke(status) ?? status).With(answer));
                LogAnswered(request.Id, request.Restore is null ? "explain" : "restore", answer.ExitCode, answer.Error);
            }
            else
                await changes.WaitAsync(IdlePollInterval, cancellationToken);
            Clean();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => changes.Dispose();

    private void Clean() =>
        statusStore.Update(status => RequestSelection.Clean(status, latest?.Spec, time.GetUtcNow()));

    [LoggerMessage(1, LogLevel.Information, "Answered request {Id} ({Kind}), exit code {ExitCode}: {Error}")]
    private partial void LogAnswered(string id, string kind, int exitCode, string? error);
}
