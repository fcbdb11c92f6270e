using NodeGc.Collector.Planning;
using NodeGc.Removal.Sweeping;
using NodeGc.Storage.Tests.Sweeping;

namespace NodeGc.Storage.Tests.Attacks;

/// <summary>A layer or a volume whose content somebody hostile may write, and things outside it that must stay exactly
/// as they are.</summary>
internal sealed class Victim : IDisposable
{
    private readonly SmallStore store;
    private readonly PlanItem item;
    private readonly string precious;

    /// <param name="kind">What is attacked from: <c>layer</c> or <c>volume</c>.</param>
    public Victim(string kind)
    {
        store = new SmallStore();
        item = kind == "layer" ? store.Layer('a') : store.OrphanVolume("v");
        Inside = store.Tree.At($"{item.Directory.Path}/{(kind == "layer" ? "diff" : "_data")}");
        Outside = store.Tree.Folder("outside/of");
        store.Tree.File("outside/of/precious", "precious");
        store.Tree.File("outside/of/d/precious", "precious");
        TempTree.Run("chmod", "6750", Path.Combine(Outside, "precious"));
        precious = Look();
    }

    /// <summary>Where the attacker may write.</summary>
    public string Inside { get; }

    /// <summary>A folder in the data root that has nothing to do with it, with a file and a folder.</summary>
    public string Outside { get; }

    public string At(string path) => Path.Combine(Inside, path);

    /// <summary>Permanently deletes it, as a sweep without quarantine does.</summary>
    public async Task<ItemOutcome> DeleteAsync() =>
        (await store.Sweep(store.Request(TimeSpan.Zero, item), SmallStore.Silent)).Items.Single().Outcome;

    /// <summary>It is gone with all that was in it, and nothing else has changed.</summary>
    public async Task ProveGoneAsync()
    {
        Assert.That(await DeleteAsync(), Is.InstanceOf<ItemOutcome.Deleted>());
        ProveNothingIsLeft();
    }

    /// <summary>It stops at what cannot be deleted and says where; and the next start, when nothing is in the way any
    /// more, comes to the end.</summary>
    public async Task ProveStoppedAsync(string error, Action clearTheWay)
    {
        Assert.That(await DeleteAsync(), Is.InstanceOf<ItemOutcome.Failed>().With.Property("Error").Contains(error));
        Assert.That(Look(), Is.EqualTo(precious));
        clearTheWay();
        Assert.That((await store.Recover()).Select(recovered => recovered.Result), Is.All.EqualTo("deleted"));
        ProveNothingIsLeft();
    }

    /// <summary>Whatever became of it while it was attacked, the next start comes to the end, and nothing else has
    /// changed.</summary>
    public async Task ProveHarmlessAsync()
    {
        await store.Recover();
        ProveNothingIsLeft();
    }

    /// <summary>Makes all files changeable again, and unmounts what is mounted, wherever it was moved.</summary>
    public void Disarm()
    {
        var points = File.ReadLines("/proc/self/mountinfo")
            .Select(line => line.Split(' ')[4])
            .Where(point => point.StartsWith(store.Tree.Root, StringComparison.Ordinal));
        foreach (var point in points.Reverse())
            TempTree.Run("umount", "-l", point);
        TempTree.Run("sh", "-c", $"chattr -R -f -i -a '{store.Tree.Root}' || true");
    }

    public void Dispose()
    {
        Disarm();
        store.Dispose();
    }

    private string Look() => TreeSnapshot.Take(store.Tree.At("outside"));

    private void ProveNothingIsLeft()
    {
        Assert.That(store.Exists(item), Is.False);
        Assert.That(store.KeptFiles(), Is.Empty);
        Assert.That(Look(), Is.EqualTo(precious));
    }
}
