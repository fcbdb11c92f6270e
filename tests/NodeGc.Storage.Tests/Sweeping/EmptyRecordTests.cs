using NodeGc.Collector.Planning;
using NodeGc.Removal.Sweeping;

namespace NodeGc.Storage.Tests.Sweeping;

/// <summary>An empty record of a layer is debris. One that holds anything belongs to a layer, whatever was
/// planned.</summary>
[TestFixture("sha256")]
[TestFixture("mounts")]
internal sealed class EmptyRecordTests(string kind) : IDisposable
{
    private readonly SmallStore store = new(TempTree.InMemory);

    public void Dispose() => store.Dispose();

    [Test]
    public async Task Goes_and_comes_back()
    {
        var record = store.EmptyRecord(kind, 'a');

        Assert.That(await OutcomeOf(record), Is.InstanceOf<ItemOutcome.Quarantined>());
        Assert.That(store.Exists(record), Is.False);
        await store.Restore();
        Assert.That(store.Exists(record), Is.True);
    }

    [TestCase("cache-id")]
    [TestCase("mount-id")]
    [TestCase(".a-file-being-written")]
    public async Task Stays_when_something_was_written_to_it_after_the_plan(string file)
    {
        var record = store.EmptyRecord(kind, 'a');
        store.Tree.File($"{record.Directory.Path}/{file}", "");
        var before = store.Snapshot();

        var outcome = await OutcomeOf(record);

        Assert.That(outcome, Is.InstanceOf<ItemOutcome.NowInUse>().With.Property("Reason").Contains("is not empty"));
        Assert.That(store.Snapshot(), Is.EqualTo(before));
    }

    private async Task<ItemOutcome> OutcomeOf(PlanItem item) => (await store.Sweep(item)).Items.Single().Outcome;
}
