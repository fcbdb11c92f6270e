using NodeGc.Agent.Scanning;
using NodeGc.Storage.Quarantining;

namespace NodeGc.Agent.Sweeps;

/// <summary>A store opened for changes, with its engine, in which nothing is half done: whatever is going to happen,
/// what a crash left comes first, and there is no other way in the agent to get a store to change.</summary>
internal sealed class RecoveredStore : IDisposable
{
    private readonly EngineOfVolumes? engine;

    private RecoveredStore(WritableStore store, EngineOfVolumes? engine) => (Store, this.engine) = (store, engine);

    /// <summary>The store.</summary>
    public WritableStore Store { get; }

    /// <summary>The engine; null where none answers.</summary>
    public EngineOperations? Engine => engine?.Volumes;

    /// <summary>Opens and locks <paramref name="dataRoot"/>, then finishes or undoes what was left half done.</summary>
    public static async Task<RecoveredStore> OpenAsync(
        NodeScanner scanner,
        string dataRoot,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var engine = await EngineOfVolumes.FindAsync(scanner, cancellationToken);
        WritableStore? store = null;
        try
        {
            store = WritableStore.Open(dataRoot);
            await new Recovery(store, engine?.Volumes, time) { Bounds = GentleDeletion.On(scanner) }.Recover(
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
