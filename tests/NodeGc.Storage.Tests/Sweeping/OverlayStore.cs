using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Quarantining;
using NodeGc.Storage.Sweeping;

namespace NodeGc.Storage.Tests.Sweeping;

/// <summary>A small overlay2 data root on the real filesystem, and plans for it.</summary>
internal sealed class OverlayStore : IDisposable
{
    public static readonly RunId Run = new("run-1");

    public OverlayStore(string? parent = null)
    {
        Tree = new TempTree(parent);
        Tree.Folder("overlay2/l");
        Tree.Folder("volumes");
    }

    public TempTree Tree { get; }

    public FakeEngine Engine => field ??= new FakeEngine(this);

    public ManualTime Time { get; } = new();

    /// <summary>A layer directory as overlay2 makes it, short link included.</summary>
    public PlanItem Layer(char digit, string content = "content")
    {
        var id = new string(digit, 64);
        Tree.File($"overlay2/{id}/diff/usr/share/file", content);
        Tree.File($"overlay2/{id}/diff/a name with\nnewline", content);
        Tree.Folder($"overlay2/{id}/work");
        Tree.File($"overlay2/{id}/link", LinkName(digit));
        if (!Exists($"overlay2/l/{LinkName(digit)}")) Tree.Link($"overlay2/l/{LinkName(digit)}", $"../{id}/diff");
        return Item(CleanupClass.Layers, ResourceId.LayerDirectory("overlay2", id), $"overlay2/{id}", Removal.Filesystem);
    }

    /// <summary>A volume that the engine knows.</summary>
    public PlanItem KnownVolume(string name)
    {
        Engine.Define(name);
        return Volume(name, Removal.Engine);
    }

    /// <summary>A volume directory that nobody knows.</summary>
    public PlanItem OrphanVolume(string name) => Volume(name, Removal.Filesystem);

    public static string LinkName(char digit) => new(char.ToUpperInvariant(digit), 26);

    public SweepRequest Request(params PlanItem[] items) => Request(TimeSpan.FromHours(24), items);

    public SweepRequest Request(TimeSpan quarantine, params PlanItem[] items) => new(Run, Plan(items), quarantine, Limits.None);

    public Task<SweepReport> Sweep(params PlanItem[] items) => Sweep(Request(items), Silent);

    public async Task<SweepReport> Sweep(SweepRequest request, SweepWitnesses witnesses)
    {
        using var store = WritableStore.Open(Tree.Root);
        return await new Sweeper(store, witnesses, Engine.Functions, Time).Sweep(request, CancellationToken.None);
    }

    public async Task<ImmutableArray<RestoredItem>> Restore(ResourceId? item = null)
    {
        using var store = WritableStore.Open(Tree.Root);
        return await new Restorer(store, Engine.Functions, Time).Restore(Run, item, CancellationToken.None);
    }

    public async Task<ImmutableArray<RecoveredItem>> Recover()
    {
        using var store = WritableStore.Open(Tree.Root);
        return await new Recovery(store, Engine.Functions, Time).Recover(CancellationToken.None);
    }

    public static SweepWitnesses Silent { get; } = new((_, _) => Task.FromResult(SecondLook.AllSilent), (_, _) => Task.FromResult(SecondLook.AllSilent));

    public static SecondLook Alive(PlanItem item, string reason) =>
        SecondLook.AllSilent with { Alive = ImmutableDictionary<ResourceId, string>.Empty.Add(item.Id, reason) };

    public bool Exists(string path) => Path.Exists(Tree.At(path));

    public bool Exists(PlanItem item) => Exists(item.Directory.Path);

    /// <summary>Everything but our own folder: names, kinds, modes, owners, lengths, link targets, and, below layers and volumes, inodes, times and
    /// content.</summary>
    public string Snapshot()
    {
        const string script = """
            cd "$1" && find . -mindepth 1 -path ./.nodegc -prune -o -mindepth 1 -printf '%P %y %m %U:%G %n %l\n' | sort
            find overlay2 volumes -mindepth 2 -not -path 'overlay2/l/*' -printf '%P %i %s %T@\n' | sort
            find overlay2 volumes -type f -print0 | sort -z | xargs -0r sha256sum
            """;
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script, "sh", Tree.Root]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }

    public void Dispose() => Tree.Dispose();

    private PlanItem Volume(string name, Removal removal)
    {
        Tree.File($"volumes/{name}/_data/table", "rows of " + name);
        return Item(CleanupClass.Volumes, ResourceId.Volume(name), $"volumes/{name}", removal);
    }

    private PlanItem Item(CleanupClass cleanupClass, ResourceId id, string path, Removal removal)
    {
        using var root = DirectoryHandle.Open(Tree.Root);
        var fingerprint = root.FindBeneathAcrossMounts(path)!.Stat().Fingerprint;
        var facts = new DirectoryFacts(path, fingerprint, default, default) { Size = new Bytes(4096) };
        return new PlanItem(cleanupClass, id, facts, removal, "nobody needs it");
    }

    private SweepPlan Plan(PlanItem[] items) => new()
    {
        Store = new StoreFacts(Tree.Root, "overlay2", null, false),
        Items = [.. items],
        Held = [],
        LiveCount = 0,
        Witnesses = [],
        Digest = string.Create(CultureInfo.InvariantCulture, $"sha256:{items.Length:d64}"),
    };
}
