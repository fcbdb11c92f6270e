using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Background;

/// <summary>
/// Runs what a control plane does by itself, one write after the other: names of new kinds are accepted, dependents of
/// deleted owners are collected, namespaces and kinds are emptied before they go.
/// </summary>
internal sealed class Controllers(ObjectStore store, IEnumerable<IController> controllers) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    public void Start() => running = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var change in store.Everything.ReadAllAsync(stop.Token))
            foreach (var controller in controllers)
                controller.React(change);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server is being stopped.
        }
    }
}
