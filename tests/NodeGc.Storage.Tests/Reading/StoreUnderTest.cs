using System.Collections.Immutable;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Testing.Stores;

namespace NodeGc.Storage.Tests.Reading;

/// <summary>A store and a proc on disk, read by the product and marked by its core.</summary>
internal sealed class StoreUnderTest : IDisposable
{
    private readonly TempTree tree = new();

    public StoreUnderTest()
    {
        Store = new StoreOnDisk(tree.Folder("docker"));
        Proc = new ProcOnDisk(tree.At("proc"));
    }

    public StoreOnDisk Store { get; }

    public ProcOnDisk Proc { get; }

    /// <summary>A daemon; the proc does not show it unless requested.</summary>
    public DaemonProcess? Daemon { get; set; }

    /// <summary>The storage driver configured for a stopped engine; null = none.</summary>
    public string? ConfiguredDriver { get; set; }

    /// <summary>Whether the containerd image store is configured; null = not configured.</summary>
    public bool? ConfiguredContainerd { get; set; }

    /// <summary>Where engines listen by default; none, so that no engine of this machine is asked.</summary>
    public ImmutableArray<string> DefaultSockets { get; set; } = [];

    public TempTree Tree => tree;

    public async Task<Inventory> ReadAsync()
    {
        using var root = DirectoryHandle.Open(Store.Root);
        var status = root.Stat();
        var options = new StoreReaderOptions
        {
            DefaultSockets = DefaultSockets,
            ProcRoot = Proc.Root,
            SysRoot = tree.Folder("sys/block"),
            RetryDelay = TimeSpan.FromMilliseconds(1),
        };
        var location = new StoreLocation(Store.Root, status.Device, status.Inode, Daemon);
        if (ConfiguredDriver is not null || ConfiguredContainerd is not null)
            location = location with
            {
                ConfiguredDriver = ConfiguredDriver,
                ConfiguredContainerd = ConfiguredContainerd,
            };
        return LeakedMounts.Find(
            await StoreReader.ReadAsync(location, options, TestContext.CurrentContext.CancellationToken)
        );
    }

    /// <summary>The names of the candidates, debris apart, that neither life nor doubt keeps: what a policy might
    /// remove.</summary>
    public async Task<string[]> FindGarbageAsync() => Garbage(await ReadAsync());

    public static string[] Garbage(Inventory inventory)
    {
        var needs = inventory.Resources.ToDictionary(resource => resource.Id, resource => resource.Needs);
        var kept = AliveRules
            .Find(inventory)
            .Concat(DoubtRules.Find(new Liveness(inventory)))
            .Select(root => root.Id)
            .ToHashSet();
        var open = new Stack<ResourceId>(kept);
        while (open.TryPop(out var id))
        {
            foreach (var need in needs.GetValueOrDefault(id, []))
                if (kept.Add(need))
                    open.Push(need);
        }
        return
        [
            .. inventory
                .Resources.Where(resource =>
                    resource.IsCandidate && resource.Id.Kind != ResourceKind.Debris && !kept.Contains(resource.Id)
                )
                .Select(resource => Path.GetFileName(resource.Id.Name)),
        ];
    }

    public void Dispose() => tree.Dispose();
}
