using NodeGc.Agent.Scanning;
using NodeGc.Removal.Quarantining;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Agent.Sweeps;

/// <summary>A store opened for changes, with its daemon, after recovery from any crash. It is the only way in the agent
/// to change a store, so recovery always comes first.</summary>
internal sealed class RecoveredStore : IDisposable
{
    private readonly DockerEngineAdapter? engine;

    private RecoveredStore(WritableStore store, DockerEngineAdapter? engine) => (Store, this.engine) = (store, engine);

    /// <summary>The store.</summary>
    public WritableStore Store { get; }

    /// <summary>The daemon; null if none responds.</summary>
    public EngineOperations? Engine => engine?.Volumes;

    /// <summary>Opens and locks <paramref name="dataRoot"/>, then finishes or undoes what a crash
    /// interrupted.</summary>
    public static async Task<RecoveredStore> OpenAsync(
        NodeScanner scanner,
        string dataRoot,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var engine = await DockerEngineAdapter.FindAsync(scanner, cancellationToken);
        WritableStore? store = null;
        try
        {
            store = WritableStore.Open(dataRoot, DockerGuard.Instance);
            await new Recovery(store, engine?.Volumes, time) { Bounds = DefaultDeletion.On(scanner) }.Recover(
                cancellationToken
            );
            return new RecoveredStore(store, engine);
        }
        catch
        {
            store?.Dispose();
            engine?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        engine?.Dispose();
    }
}
