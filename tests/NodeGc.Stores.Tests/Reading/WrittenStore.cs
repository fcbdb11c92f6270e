using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Stores.Docker;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Testing.Stores;
using NodeGc.Testing.Stores.Engines;

namespace NodeGc.Stores.Tests.Reading;

/// <summary>A store written to a filesystem in memory, with a proc in which nothing uses it.</summary>
internal sealed class WrittenStore : IDisposable
{
    private readonly string folder = Directory
        .CreateDirectory(Path.Combine("/dev/shm", "nodegc-" + Path.GetRandomFileName()))
        .FullName;
    private readonly StoreReaderOptions options;

    /// <param name="store">What to write.</param>
    /// <param name="order">In which order; null = by path.</param>
    public WrittenStore(EngineStore store, IEnumerable<string>? order = null)
    {
        Store = store;
        Root = Path.Combine(folder, "docker");
        store.Tree.WriteTo(Root, order);
        Proc = new ProcOnDisk(Path.Combine(folder, "proc"));
        options = new StoreReaderOptions
        {
            DefaultSockets = [],
            ProcRoot = Proc.Root,
            SysRoot = Directory.CreateDirectory(Path.Combine(folder, "sys/block")).FullName,
            RetryDelay = TimeSpan.Zero,
        };
    }

    public EngineStore Store { get; }

    /// <summary>The data root.</summary>
    public string Root { get; }

    public ProcOnDisk Proc { get; }

    /// <summary>As read, but that leaked mounts are found: what a stopped engine forgets is tested by itself.</summary>
    public async Task<Inventory> ReadAsync() =>
        LeakedMounts.Find(
            await StoreReader.ReadAsync(
                new StoreLocation(Root, 0, 0, Daemon: null),
                options,
                TestContext.CurrentContext.CancellationToken
            )
        );

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
