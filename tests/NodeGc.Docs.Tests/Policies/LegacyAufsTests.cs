using NodeGc.Testing.Stores;
using NodeGc.Testing.Stores.Engines;

namespace NodeGc.Docs.Tests.Policies;

/// <summary>What the sample for legacy hosts selects, where aufs is still in use.</summary>
[CancelAfter(60_000)]
public sealed class LegacyAufsTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nodegc-aufs-");

    [TearDown]
    public void RemoveStore() => folder.Delete(recursive: true);

    [TestCase(EngineEra.Docker17)]
    [TestCase(EngineEra.ContentAddressed)]
    public async Task Selects_what_nothing_references(EngineEra era, CancellationToken cancellationToken)
    {
        var store = new EngineStore("aufs", era);
        var top = store.Layer(store.Layer());
        store.Image("web:1", top);
        store.Container(top);
        var orphan = store.Orphan(top);

        Assert.That(
            await PlanAsync(store.Finish(), cancellationToken),
            Is.EqualTo((string[])[$"aufs/diff/{orphan.Name}"])
        );
    }

    private async Task<IEnumerable<string>> PlanAsync(EngineStore store, CancellationToken cancellationToken)
    {
        var root = Path.Combine(folder.FullName, "docker");
        store.Tree.WriteTo(root);
        var proc = new ProcOnDisk(Path.Combine(folder.FullName, "proc")).Root;
        using var run = new SampleRun("legacy-aufs", root, proc);

        return (await run.PlanLaterAsync(isFull: null, cancellationToken)).Items.Select(item => item.Path).ToArray();
    }
}
