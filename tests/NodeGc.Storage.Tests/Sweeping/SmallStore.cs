using System.Collections.Immutable;
using System.Globalization;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;
using NodeGc.Removal.Quarantining;
using NodeGc.Removal.Sweeping;
using NodeGc.Storage.Tests.Crashing;
using NodeGc.Stores.Docker.Guarding;

namespace NodeGc.Storage.Tests.Sweeping;

/// <summary>A small data root on the real filesystem, with what drivers and engines make, and plans for it.</summary>
internal sealed class SmallStore : IDisposable
{
    public const string RunName = "run-1";

    public static readonly RunId Run = new(RunName);

    public SmallStore(string? parent = null)
        : this(new TempTree(parent)) { }

    /// <summary>A store on a disk of its own, or in memory where there is none.</summary>
    public SmallStore(BtrfsDisk? disk)
        : this(disk is null ? new TempTree(TempTree.InMemory) : new TempTree(disk.Root, goesWithParent: true)) { }

    private SmallStore(TempTree tree)
    {
        Tree = tree;
        Tree.Folder("overlay2/l");
        Tree.Folder("volumes");
    }

    public TempTree Tree { get; }

    public FakeEngine Engine => field ??= new FakeEngine(this);

    public SelfMovingClock Time { get; } = new();

    /// <summary>A layer directory as overlay2 and fuse-overlayfs make it, short link included.</summary>
    public PlanItem Layer(char digit, string content = "content", string driver = "overlay2")
    {
        var id = new string(digit, 64);
        Tree.File($"{driver}/{id}/diff/usr/share/file", content);
        Tree.File($"{driver}/{id}/diff/a name with\nnewline", content);
        Tree.Folder($"{driver}/{id}/work");
        Tree.File($"{driver}/{id}/link", LinkName(digit));
        if (!Exists($"{driver}/l/{LinkName(digit)}"))
            Tree.Link($"{driver}/l/{LinkName(digit)}", $"../{id}/diff");
        ExtendedAttributes.Set(Tree.At($"{driver}/{id}/diff/usr"), "trusted.overlay.opaque", "y");
        var layer = LayerItem(driver, $"{driver}/{id}");
        return layer with { Directory = layer.Directory with { Links = [$"{driver}/l/{LinkName(digit)}"] } };
    }

    /// <summary>A directory of another driver, without what only that driver has.</summary>
    public PlanItem PlainLayer(string driver, string home, char digit)
    {
        var path = $"{home}/{new string(digit, 64)}";
        Tree.File($"{path}/usr/share/file", $"of {driver}");
        TempTree.Run("mknod", Tree.At($"{path}/.wh.gone"), "c", "0", "0");
        return LayerItem(driver, path);
    }

    /// <summary>A layer of aufs: its files, the mount point, and the list of its parents.</summary>
    public PlanItem AufsLayer(char digit)
    {
        var id = new string(digit, 64);
        var layer = PlainLayer("aufs", "aufs/diff", digit);
        Tree.Folder($"aufs/mnt/{id}");
        TempTree.Run("chmod", "500", Tree.At($"aufs/mnt/{id}"));
        Tree.File($"aufs/layers/{id}", new string('0', 64) + "\n");
        TempTree.Run("chown", "4711:4712", Tree.At($"aufs/layers/{id}"));
        return With(layer, $"aufs/layers/{id}", $"aufs/mnt/{id}");
    }

    /// <summary>A btrfs layer with its quota file; the data root must be on btrfs.</summary>
    public PlanItem BtrfsLayer(char digit)
    {
        var id = new string(digit, 64);
        Tree.Folder("btrfs/subvolumes");
        TempTree.Run("btrfs", "subvolume", "create", Tree.At($"btrfs/subvolumes/{id}"));
        var layer = PlainLayer("btrfs", "btrfs/subvolumes", digit);
        Tree.File($"btrfs/quotas/{id}", "1048576");
        return With(layer, $"btrfs/quotas/{id}");
    }

    /// <summary>A whole store of btrfs: subvolumes among plain folders, a read-only one and nested ones among
    /// them.</summary>
    public PlanItem BtrfsStore()
    {
        _ = BtrfsLayer('a');
        var layer = Tree.At(BtrfsLayer('b').Directory.Path);
        TempTree.Run("btrfs", "subvolume", "create", Path.Combine(layer, "nested"));
        TempTree.Run("btrfs", "subvolume", "snapshot", "-r", layer, Tree.At($"btrfs/subvolumes/{new string('c', 64)}"));
        return Store("btrfs");
    }

    /// <summary>Makes a driver's home a mount of its own, as drivers do for themselves.</summary>
    public SmallStore Mounted(string home)
    {
        Tree.Mount(home, "--bind", Tree.Folder(home));
        return this;
    }

    /// <summary>Everything that a driver left which is in use no more.</summary>
    public PlanItem Store(string driver)
    {
        Tree.File($"{driver}/some/layer/file");
        Tree.File($"image/{driver}/layerdb/sha256/{new string('e', 64)}/size", "12");
        Tree.File($"image/{driver}/repositories.json", "{}");
        Tree.File($"repositories-{driver}", "{}");
        return With(
            Item(CleanupClass.Stores, new ResourceId(ResourceKind.Store, driver), driver, RemovalMethod.Filesystem),
            $"repositories-{driver}",
            $"image/{driver}"
        );
    }

    /// <summary>A layer that is removed with its record in the layer store, as is possible while no engine is
    /// running.</summary>
    public PlanItem KnownLayer(char digit)
    {
        var record = $"image/overlay2/layerdb/sha256/{new string(digit, 64)}";
        Tree.File($"{record}/cache-id", new string(digit, 64));
        Tree.File("volumes/metadata.db");
        return With(Layer(digit), record);
    }

    /// <summary>The data of a layer that aufs had begun to remove.</summary>
    public PlanItem AufsRemoval(char digit)
    {
        Tree.File("volumes/metadata.db");
        return DebrisFolder($"aufs/diff/{new string(digit, 64)}-removing");
    }

    public PlanItem DebrisFolder(string path)
    {
        Tree.File($"{path}/inside/blob", "half of a layer");
        return Debris(path);
    }

    public PlanItem DebrisFile(string path)
    {
        Tree.File(path, "half of an image");
        return Debris(path);
    }

    /// <summary>A record of the layer store that was made and never written.</summary>
    public PlanItem EmptyRecord(string kind, char digit)
    {
        var path = $"image/overlay2/layerdb/{kind}/{new string(digit, 64)}";
        Tree.Folder(path);
        Tree.File("volumes/metadata.db");
        return Debris(path);
    }

    /// <summary>A short link whose layer is gone.</summary>
    public PlanItem DebrisLink(char digit)
    {
        var path = $"overlay2/l/{LinkName(digit)}";
        Tree.Link(path, $"../{new string(digit, 64)}/diff");
        return Debris(path);
    }

    public static PlanItem With(PlanItem item, params string[] companions) =>
        item with
        {
            Directory = item.Directory with { RelatedPaths = [.. companions] },
        };

    /// <summary>A volume that the engine knows.</summary>
    public PlanItem KnownVolume(string name)
    {
        Engine.Define(name);
        return Volume(name, RemovalMethod.Engine);
    }

    /// <summary>A volume directory unknown to the engine.</summary>
    public PlanItem OrphanVolume(string name) => Volume(name, RemovalMethod.Filesystem);

    public static string LinkName(char digit) => new(char.ToUpperInvariant(digit), 26);

    public SweepRequest Request(params PlanItem[] items) => Request(TimeSpan.FromHours(24), items);

    public SweepRequest Request(TimeSpan quarantine, params PlanItem[] items) =>
        new(Run, Plan(items), quarantine, Limits.None);

    public Task<SweepReport> Sweep(params PlanItem[] items) => Sweep(Request(items), Silent);

    public async Task<SweepReport> Sweep(SweepRequest request, SweepRechecks rechecks)
    {
        using var store = WritableStore.Open(Tree.Root, DockerGuard.Instance);
        return await new Sweeper(store, rechecks, Engine.Functions, Time).Sweep(request, CancellationToken.None);
    }

    public async Task<ImmutableArray<RestoredItem>> Restore(params ResourceId[] items)
    {
        using var store = WritableStore.Open(Tree.Root, DockerGuard.Instance);
        var only = items.Length == 0 ? null : items.ToHashSet();
        return await new Restorer(store, Engine.Functions, Time).Restore(Run, only, CancellationToken.None);
    }

    public async Task<ImmutableArray<RecoveredItem>> Recover()
    {
        using var store = WritableStore.Open(Tree.Root, DockerGuard.Instance);
        return await new Recovery(store, Engine.Functions, Time).Recover(CancellationToken.None);
    }

    public static SweepRechecks Silent { get; } =
        new(
            (_, _) => Task.FromResult(RecheckResult.NothingInUse),
            (_, _) => Task.FromResult(RecheckResult.NothingInUse)
        );

    public static RecheckResult Alive(PlanItem item, string reason) =>
        RecheckResult.NothingInUse with
        {
            InUse = ImmutableDictionary<ResourceId, string>.Empty.Add(item.Id, reason),
        };

    public bool Exists(string path) => Path.Exists(Tree.At(path));

    public bool Exists(PlanItem item) => Exists(item.Directory.Path);

    /// <summary>All that is in quarantines.</summary>
    public IEnumerable<string> KeptFiles() =>
        TempTree
            .Run("find", Tree.Root, "-path", "*quarantine*", "-not", "-type", "d")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Everything but quarantines, exactly.</summary>
    public string Snapshot() => TreeSnapshot.Take(Tree.Root);

    public void Dispose() => Tree.Dispose();

    private PlanItem Volume(string name, RemovalMethod removal)
    {
        Tree.File($"volumes/{name}/_data/table", "rows of " + name);
        return Item(CleanupClass.Volumes, ResourceId.Volume(name), $"volumes/{name}", removal);
    }

    private PlanItem Debris(string path) =>
        Item(CleanupClass.Debris, new ResourceId(ResourceKind.Debris, path), path, RemovalMethod.Filesystem);

    private PlanItem LayerItem(string driver, string path) =>
        Item(
            CleanupClass.Layers,
            ResourceId.LayerDirectory(driver, Path.GetFileName(path)),
            path,
            RemovalMethod.Filesystem
        );

    private PlanItem Item(CleanupClass cleanupClass, ResourceId id, string path, RemovalMethod removal)
    {
        using var folder = DirectoryHandle.Open(Path.GetDirectoryName(Tree.At(path))!);
        var fingerprint = folder.FindIdentity(Path.GetFileName(path))!.Value.Fingerprint;
        var facts = new DirectoryFacts(path, fingerprint, default, default) { Size = new Bytes(4096) };
        return new PlanItem(cleanupClass, id, facts, removal, "nobody needs it");
    }

    private SweepPlan Plan(PlanItem[] items) =>
        new()
        {
            Store = new StoreFacts(Tree.Root, "overlay2", null, false),
            Items = [.. items],
            Held = [],
            LiveCount = 0,
            Evidence = [],
            Digest = string.Create(CultureInfo.InvariantCulture, $"sha256:{items.Length:d64}"),
        };
}
