using NodeGc.Collector.Planning;
using NodeGc.Removal.Deleting;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Storage.Tests.Sweeping;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>A store with items to sweep, and all that is done to it, each in a process of its own as it would be after
/// a restart.</summary>
internal sealed class Scene : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly EngineElsewhere engine;
    private readonly TempTree notes = new(TempTree.InMemory);

    public Scene(StoreKind kind, BtrfsDisk? disk)
    {
        Store = new SmallStore(disk);
        Items = kind.Fill(Store);
        engine = new EngineElsewhere(Store.Engine, notes.At("known"));
        Before = new StoreState(Store, Items);
    }

    public SmallStore Store { get; }

    public PlanItem[] Items { get; }

    /// <summary>Everything as it was made.</summary>
    public StoreState Before { get; }

    /// <summary>Everything as it is now.</summary>
    public StoreState Now()
    {
        engine.Refresh();
        return new StoreState(Store, Items);
    }

    public void Sweep() =>
        Open(store =>
            new Sweeper(store, SmallStore.Silent, engine.Functions, Store.Time)
                .Sweep(Store.Request(Day, Items), default)
                .Wait()
        );

    public void SweepAtOnce() =>
        Open(store =>
            new Sweeper(store, SmallStore.Silent, engine.Functions, Store.Time)
                .Sweep(Store.Request(TimeSpan.Zero, Items), default)
                .Wait()
        );

    public void Restore() =>
        Open(store => new Restorer(store, engine.Functions, Store.Time).Restore(SmallStore.Run, null, default).Wait());

    public void Expire() => Open(store => new Expiry(store, DeletionBounds.None, Store.Time).DeleteAll(default));

    public void Recover() => Open(_ => { });

    public void Dispose()
    {
        Store.Dispose();
        notes.Dispose();
    }

    /// <summary>Whoever opens a store brings it in order first.</summary>
    private void Open(Action<WritableStore> act)
    {
        engine.Refresh();
        using var store = WritableStore.Open(Store.Tree.Root, DockerGuard.Instance);
        new Recovery(store, engine.Functions, Store.Time).Recover(default).Wait();
        act(store);
    }
}
